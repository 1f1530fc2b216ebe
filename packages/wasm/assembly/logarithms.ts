/** log and log1p of vectors: the polynomials of S. L. Moshier's Cephes library (logf, log). Errors: see kernels.test.ts. */
import { polynomial, splatOne } from './functions';
import { splat } from './vector';

// prettier-ignore
const singles: usize = memory.data<f32>([
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1,
  -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
]);

// prettier-ignore
const doubles: usize = memory.data<f64>([
  1.01875663804580931796e-4, 4.97494994976747001425e-1, 4.70579119878881725854,
  1.44989225341610930846e1, 1.79368678507819816313e1, 7.70838733755885391666,
  1, 1.1287358718916745059e1, 4.52279145837532221105e1, 8.29875266912776603211e1,
  7.11544750618563894466e1, 2.31251620126765340583e1,
]);

/** 2⁵² · 1.5: a small whole number added to its bits is one added to the number. */
const SHIFT: f64 = 6755399441055744;

/** The natural logarithm: −∞ for 0, NaN below. Subnormal numbers count as the smallest normal one. */
export function log<T>(x: v128): v128 {
  // x = (1 + m) · 2ⁿ, √½ ≤ 1 + m < √2.
  let m: v128, n: v128, p: v128;
  if (sizeof<T>() == 4) {
    const root = i32x4.splat(0x3f3504f3);
    const bits = i32x4.sub(f32x4.max(x, f32x4.splat(1.1754944e-38)), root);
    n = f32x4.convert_i32x4_s(i32x4.shr_s(bits, 23));
    m = i32x4.add(v128.and(bits, i32x4.splat(0x7fffff)), root);
  } else {
    const root = i64x2.splat(0x3fe6a09e667f3bcd);
    const bits = i64x2.sub(f64x2.max(x, f64x2.splat(2.2250738585072014e-308)), root);
    const shift = f64x2.splat(SHIFT);
    n = f64x2.sub(i64x2.add(i64x2.shr_s(bits, 52), shift), shift);
    m = i64x2.add(v128.and(bits, i64x2.splat(0xfffffffffffff)), root);
  }
  m = v128.sub<T>(m, splatOne<T>());
  const z = v128.mul<T>(m, m);
  if (sizeof<T>() == 4) p = polynomial<f32>(m, singles, 9);
  else p = f64x2.div(polynomial<f64>(m, doubles, 6), polynomial<f64>(m, doubles + 48, 6));
  // ln 2 in two parts, the larger of few bits.
  p = v128.sub<T>(v128.mul<T>(v128.mul<T>(p, m), z), v128.mul<T>(n, splat<T>(2.121944400546905827679e-4)));
  p = v128.sub<T>(p, v128.mul<T>(z, splat<T>(0.5)));
  const result = v128.add<T>(v128.add<T>(m, p), v128.mul<T>(n, splat<T>(0.693359375)));
  const infinity = splat<T>(Infinity);
  const zero = splat<T>(0);
  // √ of ∞, of NaN and of a number below 0.
  const other = v128.bitselect(v128.neg<T>(infinity), v128.sqrt<T>(x), v128.eq<T>(x, zero));
  return v128.bitselect(result, other, v128.and(v128.gt<T>(x, zero), v128.lt<T>(x, infinity)));
}

/** The logarithm of one number. */
// @ts-ignore: decorator
@inline
export function logOf<T>(x: T): T {
  return sizeof<T>() == 4
    ? <T>f32x4.extract_lane(log<f32>(f32x4.splat(<f32>x)), 0)
    : <T>f64x2.extract_lane(log<f64>(f64x2.splat(<f64>x)), 0);
}

/** ln(1 + x), to which is added what 1 + x has lost of x. */
export function log1p<T>(x: v128): v128 {
  const one = splatOne<T>();
  const sum = v128.add<T>(one, x);
  const lost = v128.div<T>(v128.sub<T>(x, v128.sub<T>(sum, one)), sum);
  // It is NaN where the sum is 0 or ∞.
  return v128.add<T>(log<T>(sum), v128.and(lost, v128.eq<T>(lost, lost)));
}
