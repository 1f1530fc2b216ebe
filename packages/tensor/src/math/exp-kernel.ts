/*
 * What exp, expm1, tanh and pow share: e^x = 2^(k/32) · e^r with the integer k nearest 32x / log 2, so that
 * |r| ≤ (log 2) / 64 ≈ 0.0108. 2^(k/32) is a power of two times an entry of a table of 32; e^r is its Taylor
 * polynomial (method: P. T. P. Tang, "Table-driven implementation of the exponential function in IEEE
 * floating-point arithmetic", ACM TOMS 15 (1989)).
 *
 * The constants were computed with mpmath at 300 bits; exp-kernel.test.ts computes them again.
 */

/** 2^(j/32), j = 0 … 31, rounded to float64. */
export const EXP2_HIGH: Float64Array = /* @__PURE__ */ new Float64Array([
  1.0, 1.0218971486541166, 1.0442737824274138, 1.0671404006768237, 1.0905077326652577, 1.1143867425958924,
  1.1387886347566916, 1.1637248587775775, 1.189207115002721, 1.215247359980469, 1.241857812073484,
  1.2690509571917332, 1.2968395546510096, 1.3252366431597413, 1.3542555469368927, 1.383909881963832,
  1.4142135623730951, 1.4451808069770467, 1.4768261459394993, 1.5091644275934228, 1.5422108254079407,
  1.5759808451078865, 1.6104903319492543, 1.645755478153965, 1.681792830507429, 1.718619298122478,
  1.7562521603732995, 1.7947090750031072, 1.8340080864093424, 1.8741676341103, 1.9152065613971474,
  1.9571441241754002,
]);

/** 2^(j/32) − EXP2_HIGH[j] to four digits. */
export const EXP2_LOW: Float64Array = /* @__PURE__ */ new Float64Array([
  0, 5.1092e-17, 8.5519e-17, -7.8999e-17, -3.0468e-17, 1.041e-16, 8.9128e-17, 3.8292e-17, 3.982e-17,
  -7.7126e-17, 4.658e-17, 2.6679e-18, 2.5383e-17, -2.8587e-17, 7.7009e-17, -6.7705e-17, -9.6673e-17,
  -3.0238e-17, -3.484e-17, -1.0165e-16, 7.9498e-17, -1.0137e-17, 2.4707e-17, -1.0126e-16, 8.199e-17,
  -1.8514e-17, 2.9601e-17, 1.8227e-17, 3.2831e-17, -6.1228e-17, -1.062e-16, 8.9608e-17,
]);

/** The integer k nearest 32x / log 2. */
export function expSteps(x: number): number {
  return Math.round(x * 46.16624130844683);
}

/**
 * r = x − k · (log 2) / 32, to within 2⁻⁶⁰: the step is cut after 42 binary places, so that its product with
 * |k| < 2¹⁶ is exact, and the rest of it is subtracted after.
 */
export function expRemainder(x: number, k: number): number {
  return x - k * 0.021660849392446835 - k * 5.145609244655338e-14;
}

/** e^r − 1 by its Taylor polynomial to r⁶; for |r| ≤ 0.011 the next term is below 2⁻⁵⁷. */
export function expm1OfRemainder(r: number): number {
  const r2 = r * r;
  return r + r2 * (1 / 2 + r * (1 / 6) + r2 * (1 / 24 + r * (1 / 120) + r2 * (1 / 720)));
}
