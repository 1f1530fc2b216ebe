/*
 * Powers of two and binary exponents of float64 numbers. The constants are marked pure, so that a bundler
 * drops this file when nothing uses it.
 */

/** 2ⁿ for n = −538 … 538. */
function powersOfTwo(): Float64Array {
  let power = 5.556896873712694e-163; // 2⁻⁵³⁹
  return new Float64Array(1077).map(() => (power *= 2));
}

const POWERS = /* @__PURE__ */ powersOfTwo();

/** 2ⁿ, exactly, for an integer −538 ≤ n ≤ 538. */
export function powerOfTwo(n: number): number {
  return POWERS[n + 538]!;
}

/**
 * x · 2ⁿ, rounded once, for an integer −1076 ≤ n ≤ 1076 and an x such that x · 2^⌊n/2⌋ is neither subnormal
 * nor infinite.
 */
export function timesPowerOfTwo(x: number, n: number): number {
  const half = n >> 1;
  return x * powerOfTwo(half) * powerOfTwo(n - half);
}

const buffer = /* @__PURE__ */ new ArrayBuffer(8);
const asFloat = /* @__PURE__ */ new Float64Array(buffer);
const asWords = /* @__PURE__ */ new Int32Array(buffer);

/** Where the sign, exponent and leading digits of a float64 stand: 1 on little-endian machines, else 0. */
function highWordIndex(): number {
  asFloat[0] = 1;
  return asWords[1] === 0 ? 0 : 1;
}

const HIGH_WORD = /* @__PURE__ */ highWordIndex();

/**
 * The integer n for which x = z · 2ⁿ with √½ ≤ z < √2 (within 2⁻²⁰), for a finite x > 0. With z near 1 on
 * both sides of 1, log z and n · log 2 never cancel. 0x3fe6a09e is the high word of √½.
 */
export function exponentAroundOne(x: number): number {
  const subnormal = x < 2.2250738585072014e-308;
  asFloat[0] = subnormal ? x * 18014398509481984 : x; // 2⁵⁴
  const n = (asWords[HIGH_WORD]! - 0x3fe6a09e) >> 20;
  return subnormal ? n - 54 : n;
}
