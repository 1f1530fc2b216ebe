import { exponentAroundOne, timesPowerOfTwo } from './bits.ts';
import { productError } from './double-double.ts';
import { EXP2_HIGH, EXP2_LOW, expm1OfRemainder, expRemainder, expSteps } from './exp-kernel.ts';
import { logDivisor, logHigh, logLow, logTail } from './log-kernel.ts';

/**
 * x^y = e^(y · log x) for a finite x > 0 and a finite y, with log x and y · log x carried in two numbers
 * each.
 */
function powOfPositive(x: number, y: number): number {
  const n = exponentAroundOne(x);
  const z = timesPowerOfTwo(x, -n);
  const i = logDivisor(z);
  const ratio = i * (1 / 32);
  const head = Math.fround(z);
  const rHigh = head * ratio - 1;
  const rLow = (z - head) * ratio;
  const r = rHigh + rLow;

  // log x = exact + rLow + square + small, where all but small are exact; log + logRest is their sum
  const exact = logHigh(n, i) + rHigh;
  const square = -0.5 * rHigh * rHigh;
  const small = logLow(n, i) + (r * r * r * logTail(r) - rLow * (rHigh + 0.5 * rLow));
  const partial = exact + rLow;
  const sum = partial + square;
  const rest = exact - partial + rLow + (partial - sum + square) + small;
  const log = sum + rest;
  const logRest = sum - log + rest;

  // Beyond ±2⁶⁵ the result overflows or underflows for every x ≠ 1: |log x| ≥ 2⁻⁵³.
  const exponent = Math.max(-36893488147419103232, Math.min(36893488147419103232, y));
  const product = exponent * log;
  if (product > 710) return Infinity;
  if (product < -745.2) return 0;
  const productLow = productError(exponent, log, product) + exponent * logRest;
  const k = expSteps(product);
  const high = EXP2_HIGH[k & 7]!;
  const low = EXP2_LOW[k & 7]!;
  const e = expm1OfRemainder(expRemainder(product, k) + productLow);
  return timesPowerOfTwo(high + (low + high * e), k >> 3);
}

/**
 * x^y as in C99 and NumPy; unlike JavaScript's `**`, pow(1, y) is 1 for every y, NaN and ±∞ included, and
 * pow(−1, ±∞) is 1. Error below 0.65 ulp, and below 0.79 ulp where the result is subnormal.
 *
 * pow(x, ±0) = 1 for every x, NaN included. For x < 0 the result is NaN unless y is an integer; an odd one
 * gives a negative result. Zero and infinite x or y as in C99, F.9.4.4 (NumPy 2.4 agrees but for y = 0.5, where it
 * takes a square root: −0 at −0 and NaN at −∞).
 */
export function pow(x: number, y: number): number {
  if (x === 1 || y === 0) return 1;
  if (y === 2) return x * x;
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  const magnitude = Math.abs(x);
  const growing = y > 0;
  if (Math.abs(y) === Infinity) {
    if (magnitude === 1) return 1;
    return magnitude > 1 === growing ? Infinity : 0;
  }
  const negative = x < 0 || Object.is(x, -0);
  const sign = negative && Math.abs(y) % 2 === 1 ? -1 : 1;
  if (magnitude === 0) return sign * (growing ? 0 : Infinity);
  if (magnitude === Infinity) return sign * (growing ? Infinity : 0);
  if (negative && !Number.isInteger(y)) return NaN;
  return sign * powOfPositive(magnitude, y);
}
