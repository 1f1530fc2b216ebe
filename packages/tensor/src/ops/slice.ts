import { allocate } from '../dtype.ts';
import { BilayerError } from '../error.ts';
import { apply, type Primitive } from '../primitive.ts';
import { showShape, sizeOf, stridesOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { places } from './places.ts';

/** From start up to, not including, stop (the end when left out). Negative counts from the back. */
export type Range = readonly [start: number, stop?: number];

type FullRange = readonly [start: number, stop: number];

const slicePrimitive: Primitive<readonly FullRange[]> = {
  name: 'slice',
  elementwise: false,
  compute([input], ranges) {
    const x = input as Tensor;
    const shape = ranges.map(([start, stop]) => stop - start);
    const data = allocate(x.dtype, sizeOf(shape));
    const at = sliced(x.shape, ranges);
    for (let i = 0, { length } = data; i < length; i++) data[i] = x.data[at[i]!]!;
    return { shape, dtype: x.dtype, data };
  },
  gradient(g, { inputs, options: ranges }) {
    const { shape } = inputs[0] as Tensor;
    const data = allocate(g.dtype, sizeOf(shape));
    const at = sliced(shape, ranges);
    for (let i = 0, { length } = at; i < length; i++) data[at[i]!] = g.data[i]!;
    return { shape, dtype: g.dtype, data };
  },
};

/** Where the elements of the slice lie in the whole. */
function sliced(shape: readonly number[], ranges: readonly FullRange[]): Int32Array {
  const strides = stridesOf(shape);
  const origin = ranges.reduce((at, [start], axis) => at + start * strides[axis]!, 0);
  return places(
    ranges.map(([start, stop]) => stop - start),
    strides,
    origin,
  );
}

/**
 * A rectangular part of `x`, as `x[a:b, c:d]` in NumPy: one range an axis from the first on; axes without a range are
 * kept whole. `slice(x, [[0, 10], [-2]])` is the first ten rows of the last two columns. Copies. Throws `BAD_AXIS` for
 * too many ranges, `BAD_ARGUMENT` for one that does not lie inside.
 */
export function slice(x: Tensor, ranges: readonly Range[]): Tensor {
  if (ranges.length > x.shape.length) {
    throw new BilayerError(
      'BAD_AXIS',
      `slice: ${ranges.length} ranges for the ${x.shape.length} axes of ${showShape(x.shape)}`,
    );
  }
  const full = x.shape.map((length, axis): FullRange => {
    const [start, stop = length] = ranges[axis] ?? [0];
    const range: FullRange = [start < 0 ? start + length : start, stop < 0 ? stop + length : stop];
    if (!range.every(Number.isInteger) || range[0] < 0 || range[1] > length || range[0] > range[1]) {
      throw new BilayerError(
        'BAD_ARGUMENT',
        `slice: range [${start}, ${stop}] does not lie inside axis ${axis} of ${showShape(x.shape)}`,
      );
    }
    return range;
  });
  return apply(slicePrimitive, [x], full);
}
