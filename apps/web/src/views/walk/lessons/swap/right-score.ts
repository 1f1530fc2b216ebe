import { valueAndGrad } from '@bilayer/gradient';
import { sum, tensor, type Tensor } from '@bilayer/tensor';
import type { Parts } from './choices.ts';

/** The loss of one row of scores, and its slope, for other values of the right answer's score. */
export function overRightScore(
  { output, loss }: Parts,
  scores: readonly number[],
  right: number,
  range: readonly number[],
): { readonly loss: number[]; readonly slope: number[] } {
  const columns = scores.length;
  const rows = range.flatMap((x) => scores.map((score, k) => (k === right ? x : score)));
  const a = tensor(Float64Array.from(rows), [range.length, columns]);
  const t = tensor(Int32Array.from(range, () => right));
  const perRow = (from: Tensor): Tensor => loss.perRow(output.forward(from, output.config), t, loss.config);
  // Rows do not know of one another, so that the slope of their sum has the slope of each.
  const { gradient } = valueAndGrad((from: Tensor) => sum(perRow(from)))(a);
  return {
    loss: Array.from(perRow(a).data),
    slope: range.map((_, i) => gradient.data[i * columns + right] ?? NaN),
  };
}
