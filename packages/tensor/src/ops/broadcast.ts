import { fromFloat64, toFloat64 } from '../dtype.ts';
import { sameShape, sizeOf, stridesOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { eachRun } from './runs.ts';

/** Strides of `shape` seen as the larger `target`: 0 along the axes it is repeated on. */
function broadcastStrides(shape: readonly number[], target: readonly number[]): number[] {
  const own = stridesOf(shape);
  const missing = target.length - shape.length;
  return target.map((_, axis) =>
    axis < missing || shape[axis - missing] === 1 ? 0 : (own[axis - missing] ?? 0),
  );
}

/** The numbers of `x` repeated to the larger `shape`; x's own array where nothing is repeated. */
export function spread(x: Tensor, shape: readonly number[]): Float64Array {
  const data = toFloat64(x.data);
  if (sameShape(x.shape, shape)) return data;
  const out = new Float64Array(sizeOf(shape));
  if (data.length === 1) return out.fill(data[0]!);
  const strides = broadcastStrides(x.shape, shape);
  const step = strides.at(-1) ?? 0;
  eachRun(shape, strides, 0, (at, k, length) => {
    for (let n = 0; n < length; n++) out[k + n] = data[at + n * step]!;
  });
  return out;
}

/** `x` repeated to the larger `shape`. */
export function broadcastTo(x: Tensor, shape: readonly number[]): Tensor {
  if (sameShape(x.shape, shape)) return x;
  return { shape, dtype: x.dtype, data: fromFloat64(spread(x, shape), x.dtype) };
}

/**
 * Sums `x` over the axes along which `shape` was broadcast to x's shape: the way back for a gradient. In float64, in
 * order, and rounded once.
 */
export function sumToShape(x: Tensor, shape: readonly number[]): Tensor {
  if (sameShape(x.shape, shape)) return x;
  const data = toFloat64(x.data);
  const sums = new Float64Array(sizeOf(shape));
  const strides = broadcastStrides(shape, x.shape);
  const step = strides.at(-1) ?? 0;
  eachRun(x.shape, strides, 0, (at, k, length) => {
    for (let n = 0; n < length; n++) sums[at + n * step] = sums[at + n * step]! + data[k + n]!;
  });
  return { shape, dtype: x.dtype, data: fromFloat64(sums, x.dtype) };
}
