import { allocate } from '../dtype.ts';
import { BilayerError } from '../error.ts';
import { apply, type Primitive } from '../primitive.ts';
import { showShape, sizeOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

interface Indices {
  readonly indices: Int32Array;
  readonly shape: readonly number[];
}

const takePrimitive: Primitive<Indices> = {
  name: 'take',
  elementwise: false,
  compute([input], { indices, shape }) {
    const x = input as Tensor;
    const width = sizeOf(x.shape.slice(1));
    const data = allocate(x.dtype, indices.length * width);
    for (let i = 0, { length } = indices; i < length; i++) {
      const from = indices[i]! * width;
      data.set(x.data.subarray(from, from + width), i * width);
    }
    return { shape: [...shape, ...x.shape.slice(1)], dtype: x.dtype, data };
  },
  gradient(g, { inputs, options: { indices } }) {
    const { shape } = inputs[0] as Tensor;
    const width = sizeOf(shape.slice(1));
    const data = allocate(g.dtype, sizeOf(shape));
    for (let i = 0, { length } = indices; i < length; i++) {
      const to = indices[i]! * width;
      for (let j = 0; j < width; j++) data[to + j] = data[to + j]! + g.data[i * width + j]!;
    }
    return { shape, dtype: g.dtype, data };
  },
};

/**
 * The rows (elements of axis 0) at `indices`, as `x[indices]` in NumPy: x [N, …], indices of shape [M] → [M, …]. An
 * index may occur more than once; its gradients add up. Throws `BAD_DTYPE` unless indices are integers, `BAD_ARGUMENT`
 * for one outside 0 … N−1, `BAD_SHAPE` for a 0-d `x`.
 */
export function take(x: Tensor, indices: Tensor): Tensor {
  const length = x.shape[0];
  if (length === undefined) throw new BilayerError('BAD_SHAPE', 'take: a 0-d tensor has no rows');
  const list = checkedIndices('take', indices, length, `x is ${showShape(x.shape)}`);
  return apply(takePrimitive, [x], { indices: list, shape: indices.shape });
}

/** The integers of `t`, each checked to lie in 0 … length−1; `because` says where the length comes from. */
export function checkedIndices(who: string, t: Tensor, length: number, because: string): Int32Array {
  if (t.dtype !== 'int32' && t.dtype !== 'uint8') {
    throw new BilayerError('BAD_DTYPE', `${who}: indices are integers (int32 or uint8); got ${t.dtype}`);
  }
  const bad = t.data.find((index) => index < 0 || index >= length);
  if (bad !== undefined) {
    throw new BilayerError('BAD_ARGUMENT', `${who}: index ${bad} is outside 0 … ${length - 1}: ${because}`);
  }
  return Int32Array.from(t.data);
}
