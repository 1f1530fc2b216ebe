import { apply, type Primitive } from '../primitive.ts';
import type { Tensor } from '../tensor.ts';

type Row = Float64Array;

/** A function of one row, and how a gradient comes back through it. */
export interface RowwiseRule<O> {
  readonly name: string;
  /** y = f(x), of x's length. */
  readonly value: (x: Row, options: O) => Row;
  /** ∂L/∂x from g = ∂L/∂y. */
  readonly backward: (g: Row, y: Row, x: Row, options: O) => Row;
}

export interface RowwiseOp<O> {
  (x: Tensor, options?: O): Tensor;
  /** ∂L/∂x from g = ∂L/∂y, for the whole tensor. */
  readonly backward: (g: Tensor, x: Tensor, y: Tensor, options?: O) => Tensor;
}

/**
 * An operation of one's own whose elements depend on all of their row: y = f(x) along the last axis, every row by itself,
 * computed in float64 and rounded once. Floats keep their dtype, all others give float64.
 *
 *     const centre = rowwise({
 *       name: 'centre',
 *       value: (x) => x.map((v) => v - mean(x)),
 *       backward: (g) => g.map((v) => v - mean(g)),
 *     });
 */
/* @__NO_SIDE_EFFECTS__ */
export function rowwise<O = undefined>({ name, value, backward }: RowwiseRule<O>): RowwiseOp<O> {
  const back = (g: Tensor, x: Tensor, y: Tensor, options: O): Tensor =>
    eachRow([g, y, x], (g, y, x) => backward(g, y, x, options));
  const primitive: Primitive<O> = {
    name,
    elementwise: false,
    compute: ([x], options) => eachRow([x as Tensor], (x) => value(x, options)),
    gradient: (g, { inputs: [x], output, options }) => back(g, x as Tensor, output, options),
  };
  return Object.assign((x: Tensor, options?: O) => apply(primitive, [x], options as O), {
    backward: (g: Tensor, x: Tensor, y: Tensor, options?: O) => back(g, x, y, options as O),
  });
}

/** A tensor like the first of `inputs` with the rows that `f` gives for rows of all of them. */
function eachRow(inputs: readonly [Tensor, ...Tensor[]], f: (...rows: [Row, Row, Row]) => Row): Tensor {
  const [
    {
      shape,
      dtype,
      data: { length },
    },
  ] = inputs;
  const width = shape.at(-1) ?? 1;
  const single = dtype === 'float32';
  const data = new (single ? Float32Array : Float64Array)(length);
  for (let at = 0; at < length; at += width) {
    const rows = inputs.map(({ data }) => Float64Array.from(data.subarray(at, at + width)));
    data.set(f(...(rows as [Row, Row, Row])), at);
  }
  return { shape, dtype: single ? dtype : 'float64', data };
}
