import { add, div, item, log, mul, neg, sum, tensor, type Tensor } from '@bilayer/tensor';
import { showShape } from '../../format.ts';

/** What NumPy makes of a loss: a number, or its error. */
export type Answer = { readonly value: number } | { readonly error: string };

/** The shape that two arrays have together, or undefined where NumPy refuses. */
function broadcast(a: readonly number[], b: readonly number[]): readonly number[] | undefined {
  const shape: number[] = [];
  for (let i = 1; i <= Math.max(a.length, b.length); i++) {
    const [m = 1, n = 1] = [a.at(-i), b.at(-i)];
    if (m !== n && m !== 1 && n !== 1) return undefined;
    shape.unshift(m === 1 ? n : m);
  }
  return shape;
}

/** Shapes as NumPy's errors have them, without spaces. */
const both = (a: readonly number[], b: readonly number[]): string =>
  [a, b].map((shape) => showShape(shape).replaceAll(' ', '')).join(' ');

/** `-np.sum(np.log(y[np.arange(n), t] + 1e-7)) / n`, for any t of one or two dimensions, as NumPy computes it. */
export function lossOfLabels(y: Tensor, t: Tensor): Answer {
  const [n = 0, columns = 0] = y.shape;
  if (t.dtype === 'float64')
    return { error: 'IndexError: arrays used as indices must be of integer (or boolean) type' };
  const shape = broadcast([n], t.shape);
  if (shape === undefined) {
    return {
      error: `IndexError: shape mismatch: indexing arrays could not be broadcast together with shapes ${both([n], t.shape)}`,
    };
  }
  // One row of t for all, or a row each; and along the last axis np.arange(n) beside t.
  const width = shape.at(-1) ?? 1;
  const along = t.shape.at(-1) ?? 1;
  const size = shape.reduce((product, length) => product * length, 1);
  const picked = Float64Array.from({ length: size }, (_, i) => {
    const [up, at] = [Math.floor(i / width), i % width];
    const row = n === 1 ? 0 : at;
    const column = t.data[up * along + (along === 1 ? 0 : at)]!;
    return y.data[row * columns + column]!;
  });
  return { value: item(div(neg(sum(log(add(tensor(picked, [...shape]), 1e-7)))), n)) };
}

/** `-np.sum(t * np.log(y + 1e-7)) / n`, for any t, as NumPy computes it. */
export function lossOfOneHot(y: Tensor, t: Tensor): Answer {
  if (broadcast(t.shape, y.shape) === undefined) {
    return {
      error: `ValueError: operands could not be broadcast together with shapes ${both(t.shape, y.shape)}`,
    };
  }
  return { value: item(div(neg(sum(mul(t, log(add(y, 1e-7))))), y.shape[0] ?? 1)) };
}
