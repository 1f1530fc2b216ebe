import { powerOfTwo } from './bits.ts';
import { exp } from './exp.ts';
import { EXP2_HIGH, EXP2_LOW, expm1OfRemainder, expRemainder, expSteps } from './exp-kernel.ts';

/** e^x − 1 − x by its Taylor polynomial to x¹³; for |x| ≤ 1/4 the next term is below 2⁻⁶² of x. */
function taylorWithoutX(x: number): number {
  const x2 = x * x;
  const even =
    1 / 2 + x2 * (1 / 24 + x2 * (1 / 720 + x2 * (1 / 40320 + x2 * (1 / 3628800 + x2 * (1 / 479001600)))));
  const odd =
    1 / 6 +
    x2 * (1 / 120 + x2 * (1 / 5040 + x2 * (1 / 362880 + x2 * (1 / 39916800 + x2 * (1 / 6227020800)))));
  return x2 * (even + x * odd);
}

/**
 * e^x − 1 without the cancellation near 0. Error below 0.8 ulp (largest of 150,000 measured: 0.748).
 *
 * expm1(±0) = ±0, expm1(−∞) = −1, expm1(∞) = ∞; overflows where exp does.
 */
export function expm1(x: number): number {
  if (Math.abs(x) < 0.25) return x === 0 ? x : x + taylorWithoutX(x);
  if (!(x < 40)) return exp(x); // 1 is below 2⁻⁵⁷ of e^x; NaN too
  if (x < -40) return -1;
  const k = expSteps(x);
  const scale = powerOfTwo(k >> 3);
  const high = scale * EXP2_HIGH[k & 7]!;
  const low = scale * EXP2_LOW[k & 7]! + high * expm1OfRemainder(expRemainder(x, k));
  // high − 1 as a sum of two numbers: `difference` and what its rounding lost
  const difference = high - 1;
  const lost = high > 1 ? high - difference - 1 : high - (difference + 1);
  return difference + (lost + low);
}
