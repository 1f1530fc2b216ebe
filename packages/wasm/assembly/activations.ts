/** Elementwise activations over a run of vectors: z in place of a, and beside it ∂z/∂a where it is asked for. */
import { exp, splatOne, tanh } from './functions';
import { allZero, splat, VECTOR, zeroIfFinite } from './vector';

export const IDENTITY: i32 = 0;
export const SIGMOID: i32 = 1;
export const RELU: i32 = 2;
export const TANH: i32 = 3;
export const LEAKY_RELU: i32 = 4;
export const ELU: i32 = 5;
export const SOFTSIGN: i32 = 6;
/** The caller of the module puts z in place of a, and ∂L/∂a in place of ∂L/∂z. */
export const OUTSIDE: i32 = 100;

/** `kind` is a constant where this is called. */
// @ts-ignore: decorator
@inline
function run<T>(kind: i32, z: usize, slope: usize, size: usize, setting: f64): void {
  const one = splatOne<T>();
  const zero = v128.xor(one, one);
  const alpha = splat<T>(setting);
  for (let at: usize = 0; at < size; at += VECTOR) {
    const a = v128.load(z + at);
    let out = a;
    let d = one;
    if (kind == SIGMOID) {
      out = v128.div<T>(one, v128.add<T>(one, exp<T>(v128.sub<T>(zero, a))));
      d = v128.mul<T>(out, v128.sub<T>(one, out));
    }
    if (kind == RELU) {
      // NaN stays NaN: a is kept where it is not below 0.
      out = v128.andnot(a, v128.lt<T>(a, zero));
      d = v128.and(one, v128.gt<T>(a, zero));
    }
    if (kind == TANH) {
      out = tanh<T>(a);
      d = v128.sub<T>(one, v128.mul<T>(out, out));
    }
    if (kind == LEAKY_RELU) {
      const above = v128.gt<T>(a, zero);
      out = v128.bitselect(a, v128.mul<T>(alpha, a), above);
      d = v128.bitselect(one, alpha, above);
    }
    if (kind == ELU) {
      const above = v128.gt<T>(a, zero);
      out = v128.bitselect(a, v128.mul<T>(alpha, v128.sub<T>(exp<T>(a), one)), above);
      d = v128.bitselect(one, v128.add<T>(out, alpha), above);
    }
    if (kind == SOFTSIGN) {
      const divisor = v128.add<T>(one, v128.abs<T>(a));
      out = v128.div<T>(a, divisor);
      d = v128.div<T>(one, v128.mul<T>(divisor, divisor));
    }
    if (kind != IDENTITY) v128.store(z + at, out);
    if (slope != 0) v128.store(slope + at, d);
  }
}

/** a → z for `size` bytes of vectors at `z`; ∂z/∂a to `slope`, unless that is 0. */
export function activate<T>(kind: i32, z: usize, slope: usize, size: usize, setting: f64): void {
  switch (kind) {
    case SIGMOID:
      return run<T>(SIGMOID, z, slope, size, setting);
    case RELU:
      return run<T>(RELU, z, slope, size, setting);
    case TANH:
      return run<T>(TANH, z, slope, size, setting);
    case LEAKY_RELU:
      return run<T>(LEAKY_RELU, z, slope, size, setting);
    case ELU:
      return run<T>(ELU, z, slope, size, setting);
    case SOFTSIGN:
      return run<T>(SOFTSIGN, z, slope, size, setting);
    default:
      // The slope of the identity; outside activations begin with ∂L/∂z itself.
      return run<T>(IDENTITY, z, slope, size, setting);
  }
}

/** Whether `size` bytes of vectors hold finite numbers only. */
export function allFinite<T>(from: usize, size: usize): bool {
  const one = splatOne<T>();
  let s0 = v128.xor(one, one);
  for (const end = from + size; from < end; from += VECTOR)
    s0 = v128.add<T>(s0, zeroIfFinite<T>(v128.load(from)));
  return allZero<T>(s0);
}
