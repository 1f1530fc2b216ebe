/**
 * exp, expm1 and tanh of vectors, from + − × ÷ and bit operations: the same bits everywhere. The polynomials are those of
 * S. L. Moshier's Cephes library (expf, tanhf; exp, tanh). Errors, measured: see kernels.test.ts.
 *
 * Constants are read from memory: V8 would build each of them anew at every use.
 */
import { splat, splatAt, VECTOR } from './vector';

// prettier-ignore
const singles: usize = memory.data<f32>([
  -104, -104, -104, -104, 89, 89, 89, 89,
  1.44269504088896341, 1.44269504088896341, 1.44269504088896341, 1.44269504088896341,
  12582912, 12582912, 12582912, 12582912, // 1.5 · 2²³: added, it leaves the nearest whole number in the lowest bits
  -0.693359375, -0.693359375, -0.693359375, -0.693359375,
  2.12194440e-4, 2.12194440e-4, 2.12194440e-4, 2.12194440e-4,
  1.9875691500e-4, 1.9875691500e-4, 1.9875691500e-4, 1.9875691500e-4,
  1.3981999507e-3, 1.3981999507e-3, 1.3981999507e-3, 1.3981999507e-3,
  8.3334519073e-3, 8.3334519073e-3, 8.3334519073e-3, 8.3334519073e-3,
  4.1665795894e-2, 4.1665795894e-2, 4.1665795894e-2, 4.1665795894e-2,
  1.6666665459e-1, 1.6666665459e-1, 1.6666665459e-1, 1.6666665459e-1,
  5.0000001201e-1, 5.0000001201e-1, 5.0000001201e-1, 5.0000001201e-1,
  1, 1, 1, 1,
], 16);

// prettier-ignore
const doubles: usize = memory.data<f64>([
  -746, -746, 710, 710, 1.4426950408889634, 1.4426950408889634,
  6755399441055744, 6755399441055744, // 1.5 · 2⁵²
  -6.93145751953125e-1, -6.93145751953125e-1, -1.42860682030941723212e-6, -1.42860682030941723212e-6,
  1.26177193074810590878e-4, 1.26177193074810590878e-4, 3.02994407707441961300e-2, 3.02994407707441961300e-2,
  3.00198505138664455042e-6, 3.00198505138664455042e-6, 2.52448340349684104192e-3, 2.52448340349684104192e-3,
  2.27265548208155028766e-1, 2.27265548208155028766e-1, 2, 2, 1, 1,
], 16);

// @ts-ignore: decorator
@inline
function single(i: usize): v128 {
  return v128.load(singles + i * VECTOR);
}

// @ts-ignore: decorator
@inline
function double(i: usize): v128 {
  return v128.load(doubles + i * VECTOR);
}

/** e^x; 0 below the smallest subnormal, ∞ above the largest number, NaN for NaN. */
// @ts-ignore: decorator
@inline
export function exp<T>(v: v128): v128 {
  return sizeof<T>() == 4 ? exp32(v) : exp64(v);
}

// x = n ln 2 + r, |r| ≤ ½ ln 2; e^x = e^r · 2ⁿ, in two factors so that neither overflows.
function exp32(v: v128): v128 {
  const x = f32x4.pmin(f32x4.pmax(v, single(0)), single(1));
  const shifted = f32x4.add(f32x4.mul(x, single(2)), single(3));
  const n = f32x4.sub(shifted, single(3));
  const r = f32x4.add(f32x4.add(x, f32x4.mul(n, single(4))), f32x4.mul(n, single(5)));
  // Three short chains instead of a long one.
  const r2 = f32x4.mul(r, r);
  const high = f32x4.add(f32x4.mul(single(6), r), single(7));
  const middle = f32x4.add(f32x4.mul(single(8), r), single(9));
  const low = f32x4.add(f32x4.mul(single(10), r), single(11));
  const q = f32x4.add(low, f32x4.mul(r2, f32x4.add(middle, f32x4.mul(r2, high))));
  let p = f32x4.add(single(12), f32x4.add(r, f32x4.mul(r2, q)));
  const whole = i32x4.sub(shifted, single(3));
  const half = i32x4.shr_s(whole, 1);
  const one = single(12);
  p = f32x4.mul(p, i32x4.add(one, i32x4.shl(half, 23)));
  return f32x4.mul(p, i32x4.add(one, i32x4.shl(i32x4.sub(whole, half), 23)));
}

function exp64(v: v128): v128 {
  const x = f64x2.pmin(f64x2.pmax(v, double(0)), double(1));
  const shifted = f64x2.add(f64x2.mul(x, double(2)), double(3));
  const n = f64x2.sub(shifted, double(3));
  const r = f64x2.add(f64x2.add(x, f64x2.mul(n, double(4))), f64x2.mul(n, double(5)));
  const s = f64x2.mul(r, r);
  const one = double(12);
  const p = f64x2.mul(r, f64x2.add(f64x2.mul(f64x2.add(f64x2.mul(double(6), s), double(7)), s), one));
  let q = f64x2.add(f64x2.mul(double(8), s), double(9));
  q = f64x2.add(f64x2.mul(q, s), double(10));
  q = f64x2.add(f64x2.mul(q, s), double(11));
  const ratio = f64x2.div(p, f64x2.sub(q, p));
  let e = f64x2.add(one, f64x2.add(ratio, ratio));
  const whole = i64x2.sub(shifted, double(3));
  // Arithmetic shift of small numbers; wasm has it for two 64-bit lanes too.
  const half = i64x2.shr_s(whole, 1);
  e = f64x2.mul(e, i64x2.add(one, i64x2.shl(half, 52)));
  return f64x2.mul(e, i64x2.add(one, i64x2.shl(i64x2.sub(whole, half), 52)));
}

// prettier-ignore
const tanhSingles: usize = memory.data<f32>([
  0.625, 0.625, 0.625, 0.625, -5.70498872745e-3, -5.70498872745e-3, -5.70498872745e-3, -5.70498872745e-3,
  2.06390887954e-2, 2.06390887954e-2, 2.06390887954e-2, 2.06390887954e-2,
  -5.37397155531e-2, -5.37397155531e-2, -5.37397155531e-2, -5.37397155531e-2,
  1.33314422036e-1, 1.33314422036e-1, 1.33314422036e-1, 1.33314422036e-1,
  -3.33332819422e-1, -3.33332819422e-1, -3.33332819422e-1, -3.33332819422e-1,
], 16);

// prettier-ignore
const tanhDoubles: usize = memory.data<f64>([
  0.625, 0.625, -9.64399179425052238628e-1, -9.64399179425052238628e-1,
  -9.92877231001918586564e1, -9.92877231001918586564e1, -1.61468768441708447952e3, -1.61468768441708447952e3,
  1.12811678491632931402e2, 1.12811678491632931402e2, 2.23548839060100448583e3, 2.23548839060100448583e3,
  4.84406305325125486048e3, 4.84406305325125486048e3,
], 16);

/** tanh x for |x| < 0.625: x and a polynomial, in float64 a quotient of two. */
function tanhNear<T>(x: v128): v128 {
  const s = v128.mul<T>(x, x);
  let p: v128;
  if (sizeof<T>() == 4) {
    const c = tanhSingles;
    p = f32x4.add(f32x4.mul(v128.load(c, 16), s), v128.load(c, 32));
    p = f32x4.add(f32x4.mul(p, s), v128.load(c, 48));
    p = f32x4.add(f32x4.mul(p, s), v128.load(c, 64));
    p = f32x4.add(f32x4.mul(p, s), v128.load(c, 80));
  } else {
    const c = tanhDoubles;
    p = f64x2.add(f64x2.mul(v128.load(c, 16), s), v128.load(c, 32));
    p = f64x2.add(f64x2.mul(p, s), v128.load(c, 48));
    let q = f64x2.add(s, v128.load(c, 64));
    q = f64x2.add(f64x2.mul(q, s), v128.load(c, 80));
    p = f64x2.div(p, f64x2.add(f64x2.mul(q, s), v128.load(c, 96)));
  }
  return v128.add<T>(x, v128.mul<T>(v128.mul<T>(x, s), p));
}

/** tanh x: near 0 a polynomial, elsewhere (1 − e^−2|x|) / (1 + e^−2|x|) with the sign of x. */
export function tanh<T>(x: v128): v128 {
  const one = splatOne<T>();
  const size = v128.abs<T>(x);
  const e = exp<T>(v128.neg<T>(v128.add<T>(size, size)));
  const far = v128.div<T>(v128.sub<T>(one, e), v128.add<T>(one, e));
  const limit = v128.load(sizeof<T>() == 4 ? tanhSingles : tanhDoubles);
  return v128.bitselect(tanhNear<T>(x), withSign<T>(far, x), v128.lt<T>(size, limit));
}

/** e^x − 1: 2 t / (1 − t) with t = tanh ½x for |x| < 1. */
export function expm1<T>(x: v128): v128 {
  const one = splatOne<T>();
  const t = tanhNear<T>(v128.mul<T>(x, splat<T>(0.5)));
  const near = v128.div<T>(v128.add<T>(t, t), v128.sub<T>(one, t));
  return v128.bitselect(near, v128.sub<T>(exp<T>(x), one), v128.lt<T>(v128.abs<T>(x), one));
}

/** `size`, which is not negative, with the sign of x. */
// @ts-ignore: decorator
@inline
export function withSign<T>(size: v128, x: v128): v128 {
  return v128.or(size, v128.and(x, v128.neg<T>(splat<T>(0))));
}

/** c₀ xⁿ⁻¹ + … + cₙ₋₁ from n coefficients of T at `at`. */
export function polynomial<T>(x: v128, at: usize, n: i32): v128 {
  let sum = splatAt<T>(at);
  for (const end = at + <usize>(n - 1) * sizeof<T>(); at < end; ) {
    at += sizeof<T>();
    sum = v128.add<T>(v128.mul<T>(sum, x), splatAt<T>(at));
  }
  return sum;
}

/** 1 in every lane. */
// @ts-ignore: decorator
@inline
export function splatOne<T>(): v128 {
  return sizeof<T>() == 4 ? single(12) : double(12);
}
