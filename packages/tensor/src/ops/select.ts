import { zeros } from '../create.ts';
import { fromFloat64 } from '../dtype.ts';
import { apply, type Primitive } from '../primitive.ts';
import { broadcastShapes, sizeOf } from '../shape.ts';
import type { Operand, Tensor } from '../tensor.ts';
import { sumToShape } from './broadcast.ts';
import { greater, less } from './compare.ts';
import { beside, binary, resultDType, shapeOf, valuesOf } from './elementwise.ts';

/** The larger of a and b; NaN if either is. At a tie the whole slope goes to b, so maximum(x, 0) has slope 0 at 0. */
export const maximum: (a: Operand, b: Operand) => Tensor = binary({
  name: 'maximum',
  loop(a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = Math.max(a[i]!, b[i]!);
  },
  gradients: [(g, a, b) => where(greater(a, b), g, 0), (g, a, b) => where(greater(a, b), 0, g)],
  dtype: resultDType,
});

/** The smaller of a and b; NaN if either is. At a tie the whole slope goes to b. */
export const minimum: (a: Operand, b: Operand) => Tensor = binary({
  name: 'minimum',
  loop(a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = Math.min(a[i]!, b[i]!);
  },
  gradients: [(g, a, b) => where(less(a, b), g, 0), (g, a, b) => where(less(a, b), 0, g)],
  dtype: resultDType,
});

/** x limited to [low, high]; the slope is 0 where a limit holds, and at the limits. */
export function clip(x: Operand, low: number, high: number): Tensor {
  return minimum(maximum(x, low), high);
}

const wherePrimitive: Primitive<undefined> = {
  name: 'where',
  elementwise: true,
  compute([condition = 0, a = 0, b = 0]) {
    const dtype = resultDType(a, b);
    const shape = broadcastShapes(
      'where',
      broadcastShapes('where', shapeOf(condition), shapeOf(a)),
      shapeOf(b),
    );
    const values = new Float64Array(sizeOf(shape));
    choose(valuesOf(condition, shape), valuesOf(beside(a, b), shape), valuesOf(beside(b, a), shape), values);
    return { shape, dtype, data: fromFloat64(values, dtype) };
  },
  gradient(g, { inputs: [condition = 0, a = 0, b = 0] }, input) {
    if (input === 0) return zeros(shapeOf(condition), g.dtype);
    return input === 1
      ? sumToShape(where(condition, g, 0), shapeOf(a))
      : sumToShape(where(condition, 0, g), shapeOf(b));
  },
};

function choose(condition: Float64Array, a: Float64Array, b: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = condition[i] === 0 ? b[i]! : a[i]!;
}

/** a where `condition` is not 0, b elsewhere, all three broadcast. The gradient goes to the chosen one only. */
export function where(condition: Operand, a: Operand, b: Operand): Tensor {
  return apply(wherePrimitive, [condition, a, b], undefined);
}
