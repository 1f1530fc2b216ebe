import type { TwoLayerParams } from '@bilayer/models';
import { item, tensor } from '@bilayer/tensor';
import type { Small } from '../../net/small.ts';

/** A weight by its array and its place in it. */
export interface Weight {
  readonly name: 'W1' | 'W2';
  readonly row: number;
  readonly column: number;
}

/** What the net says of its five flowers when one weight is `w`. */
export interface Along {
  readonly loss: (w: number) => number;
  readonly accuracy: (w: number) => number;
}

/** The net's parameters with that weight at w. */
export function withWeight({ net }: Small, { name, row, column }: Weight, w: number): TwoLayerParams {
  const { data, shape } = net.params[name];
  const changed = Float64Array.from(data);
  changed[row * (shape[1] ?? 1) + column] = w;
  return { ...net.params, [name]: tensor(changed, [...shape]) };
}

export function along(small: Small, weight: Weight): Along {
  const { net, x, t } = small;
  const set = (w: number): TwoLayerParams => withWeight(small, weight, w);
  return {
    loss: (w) => item(net.loss(x, t, set(w))),
    accuracy: (w) => net.accuracy(x, t, set(w)),
  };
}

/** The central difference of f at w. */
export function slopeOf(f: (w: number) => number, w: number, h = 1e-4): number {
  return (f(w + h) - f(w - h)) / (2 * h);
}

/** The first weight of W2 along which the accuracy changes more than once from number to number, or most often. */
export function stepping(small: Small, numbers: readonly number[]): Weight {
  const [rows = 0, columns = 0] = small.net.params.W2.shape;
  let [best, most]: [Weight, number] = [{ name: 'W2', row: 0, column: 0 }, 0];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const weight = { name: 'W2', row, column } as const;
      const seen = numbers.map(along(small, weight).accuracy);
      const changes = seen.filter((one, i) => i > 0 && one !== seen[i - 1]).length;
      if (changes > 1) return weight;
      if (changes > most) [best, most] = [weight, changes];
    }
  }
  return best;
}

/** A line by its points. */
export interface Line {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** The loss and the accuracy against the weight. */
export interface Curves {
  readonly loss: Line;
  /** With two points at every step, one on either side. */
  readonly accuracy: Line;
  /** Where the accuracy takes its steps. */
  readonly steps: readonly number[];
}

/** Where between two numbers with different accuracies the first one's ends, to 2⁻⁴⁰. */
function stepBetween(accuracy: (w: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  const before = accuracy(low);
  while (high - low > 2 ** -40) {
    const middle = (low + high) / 2;
    if (accuracy(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

/** Computes both at every number of `range`, and gives way after every few of them. */
export function* curves(
  { loss, accuracy }: Along,
  range: readonly number[],
): Generator<undefined, Curves, undefined> {
  const losses: number[] = [];
  const stairs = { x: [] as number[], y: [] as number[] };
  const steps: number[] = [];
  for (const [i, w] of range.entries()) {
    losses.push(loss(w));
    const now = accuracy(w);
    let from = range[i - 1] ?? w;
    // There may be several between two numbers.
    for (let before = stairs.y.at(-1) ?? now; before !== now; before = accuracy(from)) {
      const step = stepBetween(accuracy, from, w);
      steps.push(step);
      stairs.x.push(step - 2 ** -30, step);
      stairs.y.push(before, accuracy(step));
      from = step;
    }
    stairs.x.push(w);
    stairs.y.push(now);
    if (i % 8 === 7) yield;
  }
  return { loss: { x: range, y: losses }, accuracy: stairs, steps };
}

/** The first of the steps after w, or else the first of all; undefined where there is none but w itself. */
export function nextStep(steps: readonly number[], w: number): number | undefined {
  const next = steps.find((step) => step > w) ?? steps[0];
  return next === w ? undefined : next;
}
