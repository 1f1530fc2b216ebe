import type { Dataset } from '../dataset.ts';
import { DatasetError } from '../error.ts';
import { splitRows } from '../split-rows.ts';

/** Where random numbers come from; `randomState(seed)` of @bilayer/tensor is one. */
export interface RandomSource {
  /** A number from 0 to below 1, evenly spread. */
  uniform(): number;
  /** A number of the normal distribution with mean 0 and standard deviation 1. */
  normal(): number;
}

export interface ToyOptions {
  /** How many points, train and test together; default 500. */
  readonly n?: number;
  /** The standard deviation of the normal jitter added to both coordinates. */
  readonly noise?: number;
  /** The seeded generator that draws the points. */
  readonly random: RandomSource;
}

export interface ToyClassesOptions extends ToyOptions {
  /** How many classes. */
  readonly classes?: number;
}

interface Recipe {
  readonly n: number;
  readonly noise: number;
  readonly random: RandomSource;
  /** The number of classes, or, where a class has several parts, of parts. */
  readonly groups: number;
  /** The class of a group; the group itself if left out. */
  readonly classOf?: (group: number) => number;
  /** The point before noise. `position` goes evenly from above 0 to below 1 through the group's points. */
  readonly place: (group: number, position: number) => readonly [x: number, y: number];
}

function check(name: string, option: string, value: number, least: number, whole: boolean): void {
  if (!(whole ? Number.isSafeInteger(value) : Number.isFinite(value)) || value < least) {
    throw new DatasetError(
      'BAD_OPTION',
      `${name}: ${option} must be a ${whole ? 'whole ' : ''}number from ${least} up, but is ${String(value)}`,
    );
  }
}

/**
 * Builds a 2-D set: row i belongs to group i mod `groups`, and every fifth row of each group is a test row, so
 * both splits have every group in the same share. Each row draws what `place` draws, then two normals, whatever
 * `noise` is: the same seed gives the same points under any noise.
 */
export function buildToy(
  name: string,
  { n, noise, random, groups, classOf = (group) => group, place }: Recipe,
): Dataset {
  check(name, 'classes', groups, 2, true);
  check(name, 'n', n, 5 * groups, true);
  check(name, 'noise', noise, 0, false);
  const features = new Float64Array(2 * n);
  const labels = new Int32Array(n);
  for (let row = 0; row < n; row += 1) {
    const group = row % groups;
    const size = Math.floor((n - 1 - group) / groups) + 1;
    const [x, y] = place(group, (Math.floor(row / groups) + 0.5) / size);
    features[2 * row] = x + noise * random.normal();
    features[2 * row + 1] = y + noise * random.normal();
    labels[row] = classOf(group);
  }
  const count = labels.reduce((a, b) => (a > b ? a : b), 0) + 1;
  return {
    contract: 1,
    name,
    classes: Array.from({ length: count }, (_, i) => String(i)),
    ...splitRows({ shape: [2], features, divisor: 1, labels }, (row) => Math.floor(row / groups) % 5 === 4),
  };
}
