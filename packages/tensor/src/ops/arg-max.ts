import { toFloat64 } from '../dtype.ts';
import { BilayerError } from '../error.ts';
import { apply, type Primitive } from '../primitive.ts';
import { normalizeAxis, showShape, sizeOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { reshape } from './layout.ts';

const argMaxPrimitive: Primitive<number> = {
  name: 'argMax',
  elementwise: false,
  compute([input], axis) {
    const { shape, data: given } = input as Tensor;
    const outer = sizeOf(shape.slice(0, axis));
    const length = shape[axis] ?? 1;
    const inner = sizeOf(shape.slice(axis + 1));
    if (length === 0) {
      throw new BilayerError(
        'BAD_SHAPE',
        `argMax: axis ${axis} of ${showShape(shape)} has nothing to choose from`,
      );
    }
    const values = toFloat64(given);
    const data = new Int32Array(outer * inner);
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < inner; i++) {
        let best = 0;
        let top = values[o * length * inner + i]!;
        for (let n = 1; n < length && !Number.isNaN(top); n++) {
          const value = values[(o * length + n) * inner + i]!;
          if (value > top || Number.isNaN(value)) {
            best = n;
            top = value;
          }
        }
        data[o * inner + i] = best;
      }
    }
    return { shape: [...shape.slice(0, axis), ...shape.slice(axis + 1)], dtype: 'int32', data };
  },
};

export interface ArgMaxOptions {
  /** The axis to search along; the flattened tensor when left out. Negative counts from the back. */
  readonly axis?: number;
  /** Keep the axis (without `axis`: every axis) with length 1. Default false. */
  readonly keepDims?: boolean;
}

/**
 * The index of the largest element along `axis` (the first of several; a NaN counts as largest, as in NumPy), as int32.
 * Throws `BAD_AXIS`, and `BAD_SHAPE` when there is none.
 */
export function argMax(x: Tensor, { axis, keepDims = false }: ArgMaxOptions = {}): Tensor {
  const along = axis === undefined ? undefined : normalizeAxis('argMax', axis, x.shape.length);
  const index = apply(argMaxPrimitive, [along === undefined ? reshape(x, [-1]) : x], along ?? 0);
  if (!keepDims) return index;
  return reshape(
    index,
    x.shape.map((length, at) => (along === undefined || at === along ? 1 : length)),
  );
}
