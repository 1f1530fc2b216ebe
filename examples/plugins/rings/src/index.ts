import type { Dataset, Split } from '@bilayer/datasets';
import { randomState } from '@bilayer/tensor';

export interface RingsOptions {
  /** How many rings, one a class; default 3. */
  readonly classes?: number;
  /** How many points of each ring to train on, and a quarter as many to test on; default 160. */
  readonly points?: number;
  /** The standard deviation of the jitter; the rings are 1 apart. Default 0.15. */
  readonly noise?: number;
  /** Same seed, same points; default 0. */
  readonly seed?: number;
}

/**
 * Rings around the origin in the plane: class c has radius c + 1. Equal options give equal bits. A function of one object,
 * so that a command line can set it: `--data 'bilayer-plugin-rings(classes=4, noise=0.2)'`.
 */
export function rings({ classes = 3, points = 160, noise = 0.15, seed = 0 }: RingsOptions = {}): Dataset {
  if (!(Number.isSafeInteger(classes) && classes >= 2 && Number.isSafeInteger(points) && points >= 4)) {
    throw new RangeError(
      `rings: 2 classes and 4 points or more, whole numbers; got ${classes} and ${points}`,
    );
  }
  const random = randomState(seed);

  /** A direction without sine and cosine, which differ between JavaScript engines: a point of the disc, moved to its edge. */
  function direction(): readonly [number, number] {
    for (;;) {
      const [x, y] = [2 * random.uniform() - 1, 2 * random.uniform() - 1];
      const square = x * x + y * y;
      if (square > 0 && square <= 1) return [x / Math.sqrt(square), y / Math.sqrt(square)];
    }
  }

  function split(each: number): Split {
    const length = each * classes;
    const features = new Float64Array(2 * length);
    const labels = Int32Array.from({ length }, (_, row) => row % classes);
    for (const [row, label] of labels.entries()) {
      const [x, y] = direction();
      features[2 * row] = (label + 1) * x + noise * random.normal();
      features[2 * row + 1] = (label + 1) * y + noise * random.normal();
    }
    return { length, shape: [2], features, divisor: 1, labels };
  }

  const names = Array.from({ length: classes }, (_, c) => `radius ${c + 1}`);
  return {
    contract: 1,
    name: 'rings',
    classes: names,
    train: split(points),
    test: split(Math.floor(points / 4)),
  };
}
