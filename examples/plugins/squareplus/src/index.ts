import { defineActivation, type Activation } from '@bilayer/activations';
import {
  abs,
  add,
  div,
  greaterEqual,
  maximum,
  minimum,
  mul,
  sqrt,
  sub,
  where,
  type Tensor,
} from '@bilayer/tensor';

/** √(a² + b), whose square would overflow for large a: the larger of |a| and √b, times √(1 + (smaller/larger)²). */
function hypotenuse(a: Tensor, b: number): Tensor {
  const [size, root] = [abs(a), Math.sqrt(b)];
  const ratio = div(minimum(size, root), maximum(size, root));
  return mul(maximum(size, root), sqrt(add(mul(ratio, ratio), 1)));
}

/**
 * z = ½ (a + √(a² + b)), b > 0; ∂z/∂a = z/√(a² + b).
 *
 * The formula as it stands loses all digits below 0, where a and the root cancel: there z = ½ b/(√(a² + b) − a), which is
 * the same number. `backward` is given by hand because the saved z is most of it.
 * Source: Barron, Squareplus: A Softplus-Like Algebraic Rectifier (2021).
 */
export const squareplus: Activation<{ b: number }> = defineActivation({
  name: 'squareplus',
  package: 'bilayer-plugin-squareplus',
  config: { b: 4 },
  over: 'element',
  forward(a, { b }) {
    const half = mul(0.5, hypotenuse(a, b)); // halves, since the sum of two large numbers overflows
    const right = add(half, mul(0.5, a));
    // Of the side that is not taken, too, the slope must be a number: hence the minimum. NaN ≥ 0 is false, and goes left.
    const left = div(b / 4, sub(half, mul(0.5, minimum(a, 0))));
    return where(greaterEqual(a, 0), right, left);
  },
  backward: (dz, { a, z }, { b }) => mul(dz, div(z, hypotenuse(a, b))),
});
