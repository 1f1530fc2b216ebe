import { sigmoid, softmax } from '@bilayer/activations';
import type { TwoLayerParams } from '@bilayer/models';
import { add, div, matmul, mul, oneHot, sub, sum, transpose, type Tensor } from '@bilayer/tensor';

/** What predict computes on its way. */
export interface Forward {
  /** x · W1, before the bias: [N, H]. */
  readonly dot1: Tensor;
  readonly a1: Tensor;
  readonly z1: Tensor;
  readonly a2: Tensor;
  readonly y: Tensor;
}

/** What gradient computes on its way back; `dW1` is ∂L/∂W1, and so on. */
export interface Backward {
  readonly da2: Tensor;
  readonly dW2: Tensor;
  readonly db2: Tensor;
  readonly dz1: Tensor;
  readonly da1: Tensor;
  readonly dW1: Tensor;
  readonly db1: Tensor;
}

/** The lines of `predict`, for x [N, I]. */
export function forward({ W1, b1, W2, b2 }: TwoLayerParams, x: Tensor): Forward {
  const dot1 = matmul(x, W1);
  const a1 = add(dot1, b1);
  const z1 = sigmoid.forward(a1, sigmoid.config);
  const a2 = add(matmul(z1, W2), b2);
  return { dot1, a1, z1, a2, y: softmax.forward(a2, softmax.config) };
}

/** The lines of `gradient` after those, for labels t; `divides` is whether by the rows of the batch. */
export function backward(
  { W2 }: TwoLayerParams,
  x: Tensor,
  t: Tensor,
  of: Forward,
  divides = true,
): Backward {
  const [rows = 0, classes = 0] = of.y.shape;
  const da2 = div(sub(of.y, oneHot(t, classes)), divides ? rows : 1);
  const dz1 = matmul(da2, transpose(W2));
  const da1 = mul(mul(dz1, of.z1), sub(1, of.z1));
  return {
    da2,
    dW2: matmul(transpose(of.z1), da2),
    db2: sum(da2, { axis: 0 }),
    dz1,
    da1,
    dW1: matmul(transpose(x), da1),
    db1: sum(da1, { axis: 0 }),
  };
}
