import { fromFloat64, toFloat64 } from '../dtype.ts';
import { BilayerError } from '../error.ts';
import { apply, type Primitive } from '../primitive.ts';
import { checkShape, normalizeAxis, sameShape, showShape, sizeOf, stridesOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { places } from './places.ts';

const reshapePrimitive: Primitive<readonly number[]> = {
  name: 'reshape',
  elementwise: false,
  compute([x], shape) {
    const { dtype, data } = x as Tensor;
    return { shape, dtype, data };
  },
  gradient: (g, { inputs }) => reshape(g, (inputs[0] as Tensor).shape),
};

/**
 * The same elements in the same order under another shape; one length may be −1 and is worked out. The data is shared,
 * not copied; `x` itself comes back when it has that shape. Throws `SHAPE_MISMATCH`.
 */
export function reshape(x: Tensor, shape: readonly number[]): Tensor {
  const size = sizeOf(x.shape);
  const known = shape.filter((length) => length !== -1);
  // Beside a length of 0 any number would do for −1: 0/0 is NaN, and refused.
  const full = shape.map((length) => (length === -1 ? size / sizeOf(known) : length));
  if (shape.length - known.length > 1 || !full.every(Number.isInteger) || sizeOf(full) !== size) {
    throw new BilayerError(
      'SHAPE_MISMATCH',
      `reshape: ${showShape(x.shape)} has ${size} elements and does not fit into ${showShape(shape)}`,
    );
  }
  checkShape('reshape', full);
  return sameShape(full, x.shape) ? x : apply(reshapePrimitive, [x], full);
}

const transposePrimitive: Primitive<readonly number[]> = {
  name: 'transpose',
  elementwise: false,
  compute([input], axes) {
    const x = input as Tensor;
    const own = stridesOf(x.shape);
    const shape = axes.map((axis) => x.shape[axis]!);
    const strides = axes.map((axis) => own[axis]!);
    const at = places(shape, strides);
    const values = toFloat64(x.data);
    const out = new Float64Array(values.length);
    for (let i = 0, { length } = out; i < length; i++) out[i] = values[at[i]!]!;
    return { shape, dtype: x.dtype, data: fromFloat64(out, x.dtype) };
  },
  gradient(g, { options: axes }) {
    const inverse = axes.map((_, axis) => axes.indexOf(axis));
    return transpose(g, inverse);
  },
};

/** xᵀ: the axes in reverse order, or in the order `axes`. Copies. Throws `BAD_AXIS`. */
export function transpose(x: Tensor, axes?: readonly number[]): Tensor {
  const rank = x.shape.length;
  const order = (axes ?? x.shape.map((_, axis) => rank - 1 - axis)).map((axis) =>
    normalizeAxis('transpose', axis, rank),
  );
  if (new Set(order).size !== rank || order.length !== rank) {
    throw new BilayerError(
      'BAD_AXIS',
      `transpose: [${order.join(', ')}] does not name each of ${rank} axes once`,
    );
  }
  return apply(transposePrimitive, [x], order);
}
