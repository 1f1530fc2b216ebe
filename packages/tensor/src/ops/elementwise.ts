import { apply, type Primitive } from '../primitive.ts';
import type { Operand, Tensor } from '../tensor.ts';

/** A function of one number and its derivative. */
export interface ElementwiseRule<O> {
  readonly name: string;
  /** y = f(x). */
  readonly value: (x: number, options: O) => number;
  /** ∂y/∂x, from x or y, whichever is easier. */
  readonly slope: (x: number, y: number, options: O) => number;
}

export interface ElementwiseOp<O> {
  (x: Operand, options?: O): Tensor;
  /** ∂L/∂x = g · slope, from g = ∂L/∂y; 0 where either is 0, whatever the other is. */
  readonly backward: (g: Tensor, x: Tensor, y: Tensor, options?: O) => Tensor;
}

/**
 * An operation of one's own: y = f(x) for every number by itself. Floats keep their dtype, all others give float64.
 *
 *     const cube = elementwise({ name: 'cube', value: (x) => x * x * x, slope: (x) => 3 * x * x });
 */
/* @__NO_SIDE_EFFECTS__ */
export function elementwise<O = undefined>({ name, value, slope }: ElementwiseRule<O>): ElementwiseOp<O> {
  const backward = (g: Tensor, x: Tensor, y: Tensor, options?: O): Tensor => {
    const dx = blank(g);
    for (let i = 0, { length } = dx.data; i < length; i++) {
      const m = slope(x.data[i]!, y.data[i]!, options as O);
      dx.data[i] = g.data[i] === 0 || m === 0 ? 0 : g.data[i]! * m;
    }
    return dx;
  };
  const primitive: Primitive<O> = {
    name,
    elementwise: true,
    compute([input = 0], options) {
      const x = tensorOf(input);
      const y = blank(x);
      for (let i = 0, { length } = y.data; i < length; i++) y.data[i] = value(x.data[i]!, options);
      return y;
    },
    gradient: (g, { inputs: [x = 0], output, options }) => backward(g, tensorOf(x), output, options),
  };
  return Object.assign((x: Operand, options?: O) => apply(primitive, [x], options as O), { backward });
}

function tensorOf(x: Operand): Tensor {
  return typeof x === 'number' ? { shape: [], dtype: 'float64', data: Float64Array.of(x) } : x;
}

function blank({ shape, dtype, data: { length } }: Tensor): Tensor {
  return dtype === 'float32'
    ? { shape, dtype, data: new Float32Array(length) }
    : { shape, dtype: 'float64', data: new Float64Array(length) };
}
