/**
 * e^x − 1 and ln (1 + x) of two small numbers, by as many terms of their series as rounding leaves something of. So no
 * difference of nearly equal numbers is taken.
 *
 * Constants are read from memory: V8 would build each of them anew at every use.
 */

// prettier-ignore
const terms: usize = memory.data<f64>([
  1, 1, 1 / 2.0, 1 / 2.0, 1 / 6.0, 1 / 6.0, 1 / 24.0, 1 / 24.0, 1 / 120.0, 1 / 120.0, 1 / 720.0, 1 / 720.0,
  1 / 5040.0, 1 / 5040.0, 1 / 40320.0, 1 / 40320.0, 1 / 362880.0, 1 / 362880.0,
  1 / 3.0, 1 / 3.0, 1 / 5.0, 1 / 5.0, 1 / 7.0, 1 / 7.0, 1 / 9.0, 1 / 9.0, 1 / 11.0, 1 / 11.0, 1 / 13.0, 1 / 13.0,
], 16);

/** Moves below this take the short series, */
export const NEAR: f64 = 0.000244140625; // 2⁻¹²
/** and moves below this the long ones. */
export const SMALL: f64 = 0.0625;

// @ts-ignore: decorator
@inline
export function term(i: usize): v128 {
  return v128.load(terms + i * 16);
}

// @ts-ignore: decorator
@inline
export function one(): v128 {
  return term(0);
}

/** e^x − 1 for |x| < 2⁻¹²: the next term is below 2⁻⁵⁴ of x. */
// @ts-ignore: decorator
@inline
export function expm1Near(x: v128): v128 {
  return expm1Short(x, term(1), term(2), term(3));
}

/** The same with its terms at hand, for loops. */
// @ts-ignore: decorator
@inline
export function expm1Short(x: v128, half: v128, sixth: v128, last: v128): v128 {
  const p = f64x2.add(half, f64x2.mul(x, f64x2.add(sixth, f64x2.mul(x, last))));
  return f64x2.add(x, f64x2.mul(f64x2.mul(x, x), p));
}

/** e^x − 1 for |x| < 1/16: the next term is below 2⁻⁵⁷ of x. */
export function expm1(x: v128): v128 {
  let p = term(8);
  for (let i: usize = 7; i > 0; i--) p = f64x2.add(term(i), f64x2.mul(x, p));
  return f64x2.add(x, f64x2.mul(f64x2.mul(x, x), p));
}

/** ln (1 + a/b) = 2 artanh r with r = a / (2b + a), where |a/b| < 2⁻¹⁰: the next term is below 2⁻⁶⁶ of it. */
// @ts-ignore: decorator
@inline
export function log1pNear(a: v128, b: v128): v128 {
  const r = f64x2.div(a, f64x2.add(f64x2.add(b, b), a));
  const s = f64x2.mul(r, r);
  const p = f64x2.mul(s, f64x2.add(term(9), f64x2.mul(s, term(10))));
  const half = f64x2.add(r, f64x2.mul(r, p));
  return f64x2.add(half, half);
}

/** ln (1 + a/b), where |a/b| < 1/7: the next term is below 2⁻⁵⁵ of it. */
export function log1p(a: v128, b: v128): v128 {
  const r = f64x2.div(a, f64x2.add(f64x2.add(b, b), a));
  const s = f64x2.mul(r, r);
  let p = term(14);
  for (let i: usize = 13; i > 8; i--) p = f64x2.add(term(i), f64x2.mul(s, p));
  const half = f64x2.add(r, f64x2.mul(r, f64x2.mul(s, p)));
  return f64x2.add(half, half);
}
