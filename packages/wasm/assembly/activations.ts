/** Elementwise activations over a run of vectors: z in place of a, and beside it ∂z/∂a where it is asked for. */
import { exp, splatOne, tanh } from './functions';
import { allZero, VECTOR, zeroIfFinite } from './vector';

export const IDENTITY: i32 = 0;
export const SIGMOID: i32 = 1;
export const RELU: i32 = 2;
export const TANH: i32 = 3;
/** The caller of the module puts z in place of a, and ∂L/∂a in place of ∂L/∂z. */
export const OUTSIDE: i32 = 100;
/** A program of operations, see programs.ts. */
export const PROGRAM: i32 = 101;

/** `kind` is a constant where this is called. */
// @ts-ignore: decorator
@inline
function run<T>(kind: i32, z: usize, slope: usize, size: usize): void {
  const one = splatOne<T>();
  const zero = v128.xor(one, one);
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
    if (kind != IDENTITY) v128.store(z + at, out);
    if (slope != 0) v128.store(slope + at, d);
  }
}

/** a → z for `size` bytes of vectors at `z`; ∂z/∂a to `slope`, unless that is 0. */
export function activate<T>(kind: i32, z: usize, slope: usize, size: usize): void {
  switch (kind) {
    case SIGMOID:
      return run<T>(SIGMOID, z, slope, size);
    case RELU:
      return run<T>(RELU, z, slope, size);
    case TANH:
      return run<T>(TANH, z, slope, size);
    default:
      // The slope of the identity; outside activations begin with ∂L/∂z itself.
      return run<T>(IDENTITY, z, slope, size);
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
