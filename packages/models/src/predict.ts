import { add, matmul, type Tensor } from '@bilayer/tensor';
import type { Model, Params } from './network.ts';

/**
 * y [N, O] for x [N, I], for a network of any depth: a_l = z_{l−1} W_l + b_l, z_l = f_l(a_l), z_0 = x. All that
 * inference needs; `TwoLayerNet.predict` is the same for two layers, written out.
 */
export function predict(
  { params: own, hidden, output }: Pick<Model, 'params' | 'hidden' | 'output'>,
  x: Tensor,
  params: Params = own,
): Tensor {
  let z = x;
  for (const [i, activation] of [...hidden, output].entries()) {
    const a = add(matmul(z, params[`W${i + 1}`]!), params[`b${i + 1}`]!);
    z = activation.forward(a, activation.config);
  }
  return z;
}
