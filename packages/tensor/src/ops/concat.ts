import { allocate, promote } from '../dtype.ts';
import { BilayerError } from '../error.ts';
import { apply, type Primitive } from '../primitive.ts';
import { normalizeAxis, showShape, sizeOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { slice, type Range } from './slice.ts';

const concatPrimitive: Primitive<number> = {
  name: 'concat',
  elementwise: false,
  compute(inputs, axis) {
    const parts = inputs as readonly Tensor[];
    const total = parts.reduce((sum, part) => sum + part.shape[axis]!, 0);
    const shape = parts[0]!.shape.map((length, at) => (at === axis ? total : length));
    const dtype = parts.map((part) => part.dtype).reduce(promote);
    const data = allocate(dtype, sizeOf(shape));
    const outer = sizeOf(shape.slice(0, axis));
    const width = sizeOf(shape.slice(axis));
    let offset = 0;
    for (const part of parts) {
      const own = sizeOf(part.shape.slice(axis));
      for (let o = 0; o < outer; o++) {
        data.set(part.data.subarray(o * own, (o + 1) * own), o * width + offset);
      }
      offset += own;
    }
    return { shape, dtype, data };
  },
  gradient(g, { inputs, options: axis }, input) {
    const lengths = inputs.map((x) => (x as Tensor).shape[axis]!);
    const start = lengths.slice(0, input).reduce((sum, length) => sum + length, 0);
    const ranges = g.shape.map((length, at): Range =>
      at === axis ? [start, start + lengths[input]!] : [0, length],
    );
    return slice(g, ranges);
  },
};

/**
 * `parts` one after another along `axis` (default 0); their other lengths must be equal. The dtype is the widest of
 * theirs. Throws `SHAPE_MISMATCH`, `BAD_AXIS`, and `BAD_ARGUMENT` for no parts.
 */
export function concat(parts: readonly Tensor[], options: { readonly axis?: number } = {}): Tensor {
  const first = parts[0];
  if (first === undefined) {
    throw new BilayerError('BAD_ARGUMENT', 'concat: expected at least one tensor; got none');
  }
  const axis = normalizeAxis('concat', options.axis ?? 0, first.shape.length);
  for (const part of parts) {
    const fits =
      part.shape.length === first.shape.length &&
      part.shape.every((n, at) => at === axis || n === first.shape[at]);
    if (!fits) {
      throw new BilayerError(
        'SHAPE_MISMATCH',
        `concat: ${showShape(part.shape)} does not continue ${showShape(first.shape)} along axis ${axis}; ` +
          'all other lengths must be equal',
      );
    }
  }
  return apply(concatPrimitive, parts, axis);
}
