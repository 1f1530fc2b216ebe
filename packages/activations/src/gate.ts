/** Where the gates of gelu, silu and mish have long become exactly 0 or 1, in float64 as in float32 (e⁻⁸⁰⁰ = 0). */
const LIMIT = 800;

/** a limited to ±800, beyond which a gate no longer changes. */
export function limited(a: number): number {
  return Math.max(-LIMIT, Math.min(a, LIMIT));
}

/**
 * a · gate(a) for a gate that goes from 0 at −∞ to 1 at ∞, with the limits 0 and a. Multiplied out it would be −∞ · 0,
 * and its slope at ∞ would be ∞ · 0.
 */
export function gated(a: number, gate: (a: number) => number): number {
  const x = limited(a);
  return a >= LIMIT ? a : x * gate(x);
}
