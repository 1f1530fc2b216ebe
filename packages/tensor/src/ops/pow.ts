import { log, pow as powNumber } from '../math/index.ts';
import type { Operand, Tensor } from '../tensor.ts';
import { broadcasting, realDType } from './broadcasting.ts';

/**
 * a to the power b, broadcast. Always floating: int32 to the power int32 is float64. 0⁰ = 1; a negative base with a
 * fractional exponent is NaN. The slope by b is NaN for a negative base, and 0 at 0 to a power ≥ 0.
 */
export const pow: (a: Operand, b: Operand) => Tensor = broadcasting<[Operand, Operand]>({
  name: 'pow',
  loop(a, b, y) {
    for (let i = 0, { length } = y; i < length; i++) y[i] = powNumber(a[i]!, b[i]!);
  },
  gradients: [
    // b · a^(b − 1), which is 0 for b = 0 even at a = 0
    (g, _, a, b) => g * (b === 0 ? 0 : b * powNumber(a, b - 1)),
    // aᵇ · ln a, with ln 1 in place of ln 0
    (g, y, a) => g * (y * log(a === 0 ? 1 : a)),
  ],
  dtype: realDType,
});
