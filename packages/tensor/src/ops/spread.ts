import { fromFloat64, toFloat64 } from '../dtype.ts';
import { sameShape, sizeOf, stridesOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { places } from './places.ts';

/** For each element of `shape`, the place of the element of the smaller shape `from` that is repeated there. */
function repeated(from: readonly number[], shape: readonly number[]): Int32Array {
  const missing = shape.length - from.length;
  const strides = stridesOf(from);
  return places(
    shape,
    shape.map((_, axis) => ((from[axis - missing] ?? 1) === 1 ? 0 : strides[axis - missing]!)),
  );
}

/** The numbers of `x` repeated to the larger `shape`; x's own array where nothing is repeated. */
export function spread(x: Tensor, shape: readonly number[]): Float64Array {
  const data = toFloat64(x.data);
  if (sameShape(x.shape, shape)) return data;
  const out = new Float64Array(sizeOf(shape));
  // A row beside a matrix, a number beside anything: the whole is repeated.
  if (sameShape(x.shape, shape.slice(shape.length - x.shape.length))) {
    for (let i = 0; i < out.length; i += data.length) out.set(data, i);
  } else {
    const at = repeated(x.shape, shape);
    for (let i = 0, { length } = out; i < length; i++) out[i] = data[at[i]!]!;
  }
  return out;
}

/** `x` repeated to the larger `shape`. */
export function broadcastTo(x: Tensor, shape: readonly number[]): Tensor {
  if (sameShape(x.shape, shape)) return x;
  return { shape, dtype: x.dtype, data: fromFloat64(spread(x, shape), x.dtype) };
}

/**
 * Sums `values`, of `shape`, over the axes along which the smaller shape `to` was broadcast to it: the way back for a
 * gradient. In order; the array itself where nothing was repeated.
 */
export function sumToShape(
  values: Float64Array,
  shape: readonly number[],
  to: readonly number[],
): Float64Array {
  if (sameShape(shape, to)) return values;
  const at = repeated(to, shape);
  const sums = new Float64Array(sizeOf(to));
  for (let i = 0, { length } = at; i < length; i++) sums[at[i]!] = sums[at[i]!]! + values[i]!;
  return sums;
}
