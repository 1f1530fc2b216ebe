import type { Tensor } from '@bilayer/tensor';
import { affine } from './affine.ts';
import type { Model, Params } from './network.ts';

/**
 * y [N, O] for x [N, I], for a network of any depth: z_l = f_l(z_{l−1} W_l + b_l), z_0 = x. All that inference needs,
 * and small; `TwoLayerNet.predict` is the same for two layers, written out, with the same bits.
 */
export function predict(
  { params: own, hidden, output }: Pick<Model, 'params' | 'hidden' | 'output'>,
  x: Tensor,
  params: Params = own,
): Tensor {
  let z = x;
  for (const [i, activation] of [...hidden, output].entries()) {
    z = activation.forward(affine(z, params[`W${i + 1}`]!, params[`b${i + 1}`]!), activation.config);
  }
  return z;
}
