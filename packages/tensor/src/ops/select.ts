import type { Operand, Tensor } from '../tensor.ts';
import { broadcasting, resultDType } from './broadcasting.ts';

type Binary = (a: Operand, b: Operand) => Tensor;

/** The larger of a and b; NaN if either is. At a tie the whole slope goes to b, so maximum(x, 0) has slope 0 at 0. */
export const maximum: Binary = broadcasting<[Operand, Operand]>({
  name: 'maximum',
  loop(a, b, y) {
    for (let i = 0, { length } = y; i < length; i++) y[i] = Math.max(a[i]!, b[i]!);
  },
  gradients: [(g, _, a, b) => (a > b ? g : 0), (g, _, a, b) => (a > b ? 0 : g)],
  dtype: resultDType,
});

/** The smaller of a and b; NaN if either is. At a tie the whole slope goes to b. */
export const minimum: Binary = broadcasting<[Operand, Operand]>({
  name: 'minimum',
  loop(a, b, y) {
    for (let i = 0, { length } = y; i < length; i++) y[i] = Math.min(a[i]!, b[i]!);
  },
  gradients: [(g, _, a, b) => (a < b ? g : 0), (g, _, a, b) => (a < b ? 0 : g)],
  dtype: resultDType,
});

/** x limited to [low, high]; the slope is 0 where a limit holds, and at the limits. */
export function clip(x: Operand, low: number, high: number): Tensor {
  return minimum(maximum(x, low), high);
}

/** a where `condition` is not 0, b elsewhere, all three broadcast. The gradient goes to the chosen one only. */
export const where: (condition: Operand, a: Operand, b: Operand) => Tensor = broadcasting<
  [Operand, Operand, Operand]
>({
  name: 'where',
  loop(condition, a, b, y) {
    for (let i = 0, { length } = y; i < length; i++) y[i] = condition[i] === 0 ? b[i]! : a[i]!;
  },
  gradients: [
    () => 0,
    (g, _, condition) => (condition === 0 ? 0 : g),
    (g, _, condition) => (condition === 0 ? g : 0),
  ],
  dtype: (_, a, b) => resultDType(a, b),
});
