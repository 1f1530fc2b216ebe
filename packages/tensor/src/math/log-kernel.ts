/*
 * What log, log1p and pow share: x = 2ⁿ · z with √½ ≤ z < √2; with the integer i nearest 32 / z, log x = n ·
 * log 2 + log(32 / i) + log(1 + r), r = z · i / 32 − 1, |r| < 0.0225. The quotient i / 32 has at most six
 * bits, so r is found exactly, as the sum of two numbers; log(32 / i) comes from a table; log(1 + r) is its
 * Taylor series.
 *
 * The tables were computed with mpmath at 300 bits; log-kernel.test.ts computes them again.
 */

/** The first i of the tables; the last is 45. */
const FIRST_DIVISOR = 23;

/** log(32 / i), i = 23 … 45, rounded to 42 binary places. */
export const LOG_HIGH: Float64Array = /* @__PURE__ */ new Float64Array([
  0.33024168687052224, 0.28768207245184385, 0.2468600779316148, 0.20763936477828793, 0.16989903679541385,
  0.13353139262449076, 0.09844007281321865, 0.0645385211375924, 0.03174869831468641, 0, -0.03077165866670839,
  -0.06062462181648698, -0.08961215868976069, -0.11778303565643, -0.14518200984457508, -0.17185025692674571,
  -0.19782574332998593, -0.22314355131425145, -0.2478361639045943, -0.2719337154835557, -0.2954642128938758,
  -0.31845373111855224, -0.34092658697068146,
]);

/** log(32 / i) − LOG_HIGH, to twelve digits. */
export const LOG_LOW: Float64Array = /* @__PURE__ */ new Float64Array([
  5.46121444899e-14, -6.29235738901e-14, -8.89985135656e-14, -4.34254225952e-14, -1.63762764141e-14,
  3.18597363491e-14, 3.38712410292e-14, -2.12256080448e-14, -1.06106527352e-13, 0, -4.52981425779e-14,
  5.21362063914e-14, 7.35577021944e-14, 4.6547297476e-14, 7.71800133683e-14, 8.64923960721e-14,
  6.60454487708e-14, 4.16979658453e-14, 1.30297971733e-14, -8.60430677281e-14, 3.99341638439e-14,
  1.76254313122e-14, 8.82452633213e-14,
]);

/** The integer i nearest 32 / z. */
export function logDivisor(z: number): number {
  return Math.round(32 / z) | 0;
}

/** n · log 2 + log(32 / i), both rounded to 42 binary places: the product and the sum are exact. */
export function logHigh(n: number, i: number): number {
  return n * 0.6931471805598903 + LOG_HIGH[i - FIRST_DIVISOR]!;
}

/** What logHigh left out. */
export function logLow(n: number, i: number): number {
  return n * 5.497923018708371e-14 + LOG_LOW[i - FIRST_DIVISOR]!;
}

/** (log(1 + r) − r + r²/2) / r³ by the Taylor series of log(1 + r) to r¹²; the next term is below 2⁻⁷⁴. */
export function logTail(r: number): number {
  const r2 = r * r;
  return (
    1 / 3 -
    r * (1 / 4) +
    r2 *
      (1 / 5 -
        r * (1 / 6) +
        r2 * (1 / 7 - r * (1 / 8) + r2 * (1 / 9 - r * (1 / 10) + r2 * (1 / 11 - r * (1 / 12)))))
  );
}
