import { sigmoid, softmax } from '@bilayer/activations';
import type { TwoLayerParams } from '@bilayer/models';
import { add, matmul, type Tensor } from '@bilayer/tensor';

/** All that `predict` computes on its way from x to y. */
export interface Forward {
  /** x · W1, before the bias: [N, H]. */
  readonly dot1: Tensor;
  readonly a1: Tensor;
  readonly z1: Tensor;
  readonly a2: Tensor;
  readonly y: Tensor;
}

/** The lines of the book's `predict`, with every value kept. */
export function forward(x: Tensor, { W1, b1, W2, b2 }: TwoLayerParams): Forward {
  const dot1 = matmul(x, W1);
  const a1 = add(dot1, b1);
  const z1 = sigmoid.forward(a1, sigmoid.config);
  const a2 = add(matmul(z1, W2), b2);
  return { dot1, a1, z1, a2, y: softmax.forward(a2, softmax.config) };
}
