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

export function along({ net, x, t }: Small, { name, row, column }: Weight): Along {
  const { data, shape } = net.params[name];
  const at = row * (shape[1] ?? 1) + column;
  const set = (w: number): TwoLayerParams => {
    const changed = Float64Array.from(data);
    changed[at] = w;
    return { ...net.params, [name]: tensor(changed, [...shape]) };
  };
  return {
    loss: (w) => item(net.loss(x, t, set(w))),
    accuracy: (w) => net.accuracy(x, t, set(w)),
  };
}

/** The central difference of f at w. */
export function slopeOf(f: (w: number) => number, w: number, h = 1e-4): number {
  return (f(w + h) - f(w - h)) / (2 * h);
}

/** The first weight of W2 along which the accuracy is another at the end of `range` than at its start. */
export function stepping(small: Small, range: readonly number[]): Weight {
  const [rows = 0, columns = 0] = small.net.params.W2.shape;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const weight = { name: 'W2', row, column } as const;
      const { accuracy } = along(small, weight);
      if (accuracy(range[0] ?? 0) !== accuracy(range.at(-1) ?? 0)) return weight;
    }
  }
  return { name: 'W2', row: 0, column: 0 };
}

/** The loss and the accuracy at many values of the weight. */
export interface Curves {
  readonly loss: readonly number[];
  readonly accuracy: readonly number[];
}

/** Computes both at every number of `range`, and gives way after every few of them. */
export function* curves({ loss, accuracy }: Along, range: readonly number[]): Generator<undefined, Curves> {
  const found = { loss: [] as number[], accuracy: [] as number[] };
  for (const [i, w] of range.entries()) {
    found.loss.push(loss(w));
    found.accuracy.push(accuracy(w));
    if (i % 20 === 19) yield;
  }
  return found;
}

/**
 * Where the accuracy takes its next step after w, to 2⁻⁴⁰, going on from the first of `range`; undefined where it takes
 * none. `values` is the accuracy at `range`.
 */
export function nextStep(
  accuracy: (w: number) => number,
  range: readonly number[],
  values: readonly number[],
  w: number,
): number | undefined {
  const steps = range.flatMap((_, i) => (i > 0 && values[i] !== values[i - 1] ? [i] : []));
  const next = steps.find((i) => range[i - 1]! > w) ?? steps[0];
  if (next === undefined) return undefined;
  let [low, high] = [range[next - 1]!, range[next]!];
  const before = accuracy(low);
  while (high - low > 2 ** -40) {
    const middle = (low + high) / 2;
    if (accuracy(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
