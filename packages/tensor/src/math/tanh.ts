import { powerOfTwo } from './bits.ts';
import { productError } from './double-double.ts';
import { EXP2_HIGH, EXP2_LOW, expm1OfRemainder, expRemainder, expSteps } from './exp-kernel.ts';

/**
 * (tanh x − x) / x³ as a polynomial in x²: the Taylor series of tanh to x¹⁵; for |x| ≤ 1/8 the next term is
 * below 2⁻⁵⁸ of x.
 */
function taylor(x2: number): number {
  return (
    -1 / 3 +
    x2 *
      (2 / 15 +
        x2 *
          (-17 / 315 +
            x2 * (62 / 2835 + x2 * (-1382 / 155925 + x2 * (21844 / 6081075 + x2 * (-929569 / 638512875))))))
  );
}

/**
 * tanh x = 1 − 2 / (e^(2x) + 1), with e^(2x) + 1 and the quotient carried in two numbers each, because the
 * difference cancels. Error below 0.72 ulp (largest of 240,000 measured: 0.696).
 *
 * tanh(±0) = ±0, tanh(±∞) = ±1.
 */
export function tanh(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude < 0.125) return x === 0 ? x : x + x * x * x * taylor(x * x);
  if (!(magnitude < 20)) return x > 0 ? 1 : x < 0 ? -1 : NaN;

  const k = expSteps(2 * magnitude);
  const scale = powerOfTwo(k >> 3);
  const high = scale * EXP2_HIGH[k & 7]!;
  const low = scale * EXP2_LOW[k & 7]! + high * expm1OfRemainder(expRemainder(2 * magnitude, k));

  // divisor + divisorLow = e^(2|x|) + 1
  const sum = high + 1;
  const sumLow = high - sum + 1 + low;
  const divisor = sum + sumLow;
  const divisorLow = sum - divisor + sumLow;

  // quotient + quotientLow = 2 / (divisor + divisorLow)
  const quotient = 2 / divisor;
  const product = quotient * divisor;
  const remainder = 2 - product - productError(quotient, divisor, product) - quotient * divisorLow;
  const quotientLow = 0.5 * quotient * remainder;

  const difference = 1 - quotient;
  const result = difference + (1 - difference - quotient - quotientLow);
  return x > 0 ? result : -result;
}
