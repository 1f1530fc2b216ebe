import { toFloat64 } from '../dtype.ts';
import { apply, type Primitive } from '../primitive.ts';
import type { Tensor } from '../tensor.ts';

type Row = Float64Array;

/** A function of one row, and how a gradient comes back through it. */
export interface RowwiseRule<O> {
  readonly name: string;
  /** Writes f(x) into y, which is of x's length and comes zeroed. */
  readonly value: (x: Row, y: Row, options: O) => void;
  /** Writes ∂L/∂x into dx, which comes zeroed, from g = ∂L/∂y. */
  readonly backward: (g: Row, x: Row, y: Row, dx: Row, options: O) => void;
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
 *     const reversed = rowwise({
 *       name: 'reversed',
 *       value: (x, y) => y.set(x.toReversed()),
 *       backward: (g, x, y, dx) => dx.set(g.toReversed()),
 *     });
 */
/* @__NO_SIDE_EFFECTS__ */
export function rowwise<O = undefined>({ name, value, backward }: RowwiseRule<O>): RowwiseOp<O> {
  const back = (g: Tensor, x: Tensor, y: Tensor, options?: O): Tensor =>
    eachRow([g, x, y], (rows, dx) => {
      backward(rows[0]!, rows[1]!, rows[2]!, dx, options as O);
    });
  const primitive: Primitive<O> = {
    name,
    elementwise: false,
    compute: ([x], options) =>
      eachRow([x as Tensor], (rows, y) => {
        value(rows[0]!, y, options);
      }),
    gradient: (g, { inputs: [x], output, options }) => back(g, x as Tensor, output, options),
  };
  return Object.assign((x: Tensor, options?: O) => apply(primitive, [x], options as O), { backward: back });
}

/** A tensor like the first of `inputs`; `f` is given a row of each of them and the row of the result to write. */
function eachRow(
  inputs: readonly [Tensor, ...Tensor[]],
  f: (rows: readonly Row[], result: Row) => void,
): Tensor {
  const [{ shape, dtype }] = inputs;
  const arrays = inputs.map(({ data }) => toFloat64(data));
  const values = new Float64Array(arrays[0]!.length);
  const width = shape.at(-1) ?? 1;
  for (let at = 0; at < values.length; at += width) {
    f(
      arrays.map((array) => array.subarray(at, at + width)),
      values.subarray(at, at + width),
    );
  }
  return dtype === 'float32'
    ? { shape, dtype, data: new Float32Array(values) }
    : { shape, dtype: 'float64', data: values };
}
