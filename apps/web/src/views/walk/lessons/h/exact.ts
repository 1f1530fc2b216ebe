import { identity, sigmoid } from '@bilayer/activations';
import { softmaxCrossEntropy } from '@bilayer/losses';
import { TwoLayerNet, type FloatDType } from '@bilayer/models';
import { astype, item, type Tensor } from '@bilayer/tensor';
import type { Small } from '../../net/small.ts';

/** A loss as a function of W1. */
export interface LossOfW1 {
  readonly f: (W1: Tensor) => Tensor;
  readonly W1: Tensor;
  /** Its exact gradient by backprop, float64. */
  readonly exact: Tensor;
}

/**
 * The loss of the small network, with the same weights, but with softmax and cross-entropy in one: without the 1e-7 in the
 * log, so that backprop is its exact gradient. In float32 every array on the way is float32.
 */
export function lossOfW1({ net, x, t }: Small, dtype: FloatDType): LossOfW1 {
  const to = (value: Tensor): Tensor => astype(value, dtype);
  const { W1, b1, W2, b2 } = net.params;
  const of = (as: FloatDType, params: TwoLayerNet['params']): TwoLayerNet =>
    new TwoLayerNet({
      ...{ inputSize: 2, hiddenSize: 4, outputSize: 3, hidden: sigmoid, output: identity },
      ...{ loss: softmaxCrossEntropy, dtype: as, params },
    });
  const params = { W1: to(W1), b1: to(b1), W2: to(W2), b2: to(b2) };
  const own = of(dtype, params);
  const inputs = to(x);
  return {
    f: (given) => own.loss(inputs, t, { ...params, W1: given }),
    W1: params.W1,
    exact: of('float64', net.params).gradient(x, t).W1,
  };
}

/** The loss with element `at` of W1 moved by `by`. */
export function lossMoved({ f, W1 }: LossOfW1, at: number, by: number): number {
  const data = W1.data.slice();
  data[at]! += by;
  return item(f({ ...W1, data }));
}
