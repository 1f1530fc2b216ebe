/**
 * π/2 in two parts, so that k·(π/2) can be taken from x without losing digits: HIGH is its first 33 bits, so
 * k·HIGH is exact for |k| < 2²⁰; LOW is the rest, with the 6.1e-17 that Math.PI / 2 lacks.
 */
const HIGH = 6746518852 / 4294967296;
const LOW = Math.PI / 2 - HIGH + 6.123233995736766e-17;

/** sin r = r + r³·(c₀ + c₁r² + …), the Taylor series; the first term left out is below 1e-19. */
const SIN = [
  -1 / 6,
  1 / 120,
  -1 / 5040,
  1 / 362880,
  -1 / 39916800,
  1 / 6227020800,
  -1 / 1307674368000,
  1 / 355687428096000,
];

/** cos r = 1 + r²·(c₀ + c₁r² + …), the Taylor series; the first term left out is below 3e-18. */
const COS = [
  -1 / 2,
  1 / 24,
  -1 / 720,
  1 / 40320,
  -1 / 3628800,
  1 / 479001600,
  -1 / 87178291200,
  1 / 20922789888000,
];

function horner(coefficients: readonly number[], r2: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * r2 + coefficient, 0);
}

/**
 * Sine and cosine of `x` radians, |x| ≤ 1000, within 2.3e-16, from + − × ÷ alone: the same bits in every
 * JavaScript engine, which Math.sin and Math.cos do not promise. Taylor series on |r| ≤ π/4, r = x − k·π/2.
 */
export function sincos(x: number): { readonly sin: number; readonly cos: number } {
  const k = Math.round(x / (Math.PI / 2));
  const r = x - k * HIGH - k * LOW;
  const r2 = r * r;
  const sin = r + r * r2 * horner(SIN, r2);
  const cos = 1 + r2 * horner(COS, r2);
  switch (((k % 4) + 4) % 4) {
    case 0:
      return { sin, cos };
    case 1:
      return { sin: cos, cos: -sin };
    case 2:
      return { sin: -sin, cos: -cos };
    default:
      return { sin: -cos, cos: sin };
  }
}
