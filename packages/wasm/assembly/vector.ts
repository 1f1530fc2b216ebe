/** 128-bit vectors of T, f32 (4 lanes) or f64 (2 lanes). */

/** Bytes in a vector. */
export const VECTOR: usize = 16;

// @ts-ignore: decorator
@inline
export function splat<T>(x: f64): v128 {
  return sizeof<T>() == 4 ? f32x4.splat(<f32>x) : f64x2.splat(x);
}

/** The number at `at` in every lane. */
// @ts-ignore: decorator
@inline
export function splatAt<T>(at: usize): v128 {
  return sizeof<T>() == 4 ? v128.load32_splat(at) : v128.load64_splat(at);
}

/** sum + x · y. */
// @ts-ignore: decorator
@inline
export function addMul<T>(sum: v128, x: v128, y: v128): v128 {
  return v128.add<T>(sum, v128.mul<T>(x, y));
}

/** The sum of the lanes, in an order of its own: (0 + 1) + (2 + 3). */
// @ts-ignore: decorator
@inline
export function sumOfLanes<T>(v: v128): T {
  if (sizeof<T>() == 4) {
    const pairs = f32x4.add(v, i32x4.shuffle(v, v, 1, 0, 3, 2));
    return <T>f32x4.extract_lane(f32x4.add(pairs, i32x4.shuffle(pairs, pairs, 2, 3, 0, 1)), 0);
  }
  return <T>(f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1));
}

/** 0 where a lane is finite, NaN where it is not: to be added up. */
// @ts-ignore: decorator
@inline
export function zeroIfFinite<T>(v: v128): v128 {
  return v128.mul<T>(v, splat<T>(0));
}

/** Whether a sum of `zeroIfFinite` has met finite numbers only. */
// @ts-ignore: decorator
@inline
export function allZero<T>(v: v128): bool {
  return sumOfLanes<T>(v) == <T>0;
}
