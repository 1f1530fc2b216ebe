/*
 * What exp, expm1, tanh and pow share: e^x = 2^(k/8) · e^r with the integer k nearest 8x / log 2, so that
 * |r| ≤ (log 2) / 16 ≈ 0.0433. 2^(k/8) is a power of two times an entry of a table of 8; e^r is its Taylor
 * polynomial (method: P. T. P. Tang, "Table-driven implementation of the exponential function in IEEE
 * floating-point arithmetic", ACM TOMS 15 (1989)).
 *
 * The constants were computed with mpmath at 300 bits; exp-kernel.test.ts computes them again.
 */

/** 2^(j/8), j = 0 … 7, rounded to float64. */
export const EXP2_HIGH: Float64Array = /* @__PURE__ */ new Float64Array([
  1, 1.0905077326652577, 1.189207115002721, 1.2968395546510096, 1.4142135623730951, 1.5422108254079407,
  1.681792830507429, 1.8340080864093424,
]);

/** 2^(j/8) − EXP2_HIGH[j] to four digits. */
export const EXP2_LOW: Float64Array = /* @__PURE__ */ new Float64Array([
  0, -3.0468e-17, 3.982e-17, 2.5383e-17, -9.6673e-17, 7.9498e-17, 8.199e-17, 3.2831e-17,
]);

/** The integer k nearest 8x / log 2. */
export function expSteps(x: number): number {
  return Math.round(x * 11.541560327111707);
}

/**
 * r = x − k · (log 2) / 8, to within 2⁻⁵⁸: the step is cut after 42 binary places, so that its product with
 * |k| < 2¹⁴ is exact, and the rest of it is subtracted after.
 */
export function expRemainder(x: number, k: number): number {
  return x - k * 0.08664339756978734 - k * 2.0582436978621353e-13;
}

/** e^r − 1 by its Taylor polynomial to r⁸; for |r| ≤ 0.0434 the next term is below 2⁻⁵⁹. */
export function expm1OfRemainder(r: number): number {
  const r2 = r * r;
  const tail = 1 / 24 + r * (1 / 120) + r2 * (1 / 720 + r * (1 / 5040) + r2 * (1 / 40320));
  return r + r2 * (1 / 2 + r * (1 / 6) + r2 * tail);
}
