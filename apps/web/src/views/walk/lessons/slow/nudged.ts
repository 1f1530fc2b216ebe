import { sigmoid, softmax } from '@bilayer/activations';
import { add, matmul, mul, slice, sub, type Tensor } from '@bilayer/tensor';

interface Known {
  x: Tensor;
  a1: Tensor;
  z1: Tensor;
  a2: Tensor;
  W2: Tensor;
}

export function nudged({ x, a1, z1, a2, W2 }: Known, i: number, j: number, h: number): Tensor {
  const column = (a: Tensor, k: number): Tensor => slice(a, [[0], [k, k + 1]]);
  const a1j = add(column(a1, j), mul(h, column(x, i)));
  const z1j = sigmoid.forward(a1j, sigmoid.config);
  const dz1j = sub(z1j, column(z1, j));
  const a2New = add(a2, matmul(dz1j, slice(W2, [[j, j + 1]])));
  return softmax.forward(a2New, softmax.config);
}
