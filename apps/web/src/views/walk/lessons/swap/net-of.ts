import type { Activation } from '@bilayer/activations';
import { TwoLayerNet, type TwoLayerParams } from '@bilayer/models';
import { full, ones, type Tensor } from '@bilayer/tensor';
import type { Small } from '../../net/small.ts';
import type { Parts } from './choices.ts';

/** The small net with other parts and the same weights; `bias` is that of all hidden neurons. */
export function netOf({ net }: Small, parts: Parts, bias: number): TwoLayerNet {
  const [inputSize, hiddenSize, outputSize] = net.sizes;
  const params: TwoLayerParams = { ...net.params, b1: full([hiddenSize], bias) };
  return new TwoLayerNet({ inputSize, hiddenSize, outputSize, ...parts, params });
}

/** The slope of an elementwise activation at each number of `a`. */
export function slopeOf(activation: Activation, a: Tensor): Tensor {
  const z = activation.forward(a, activation.config);
  if (activation.backward === undefined) throw new Error(`${activation.name} has no backward of its own`);
  return activation.backward(ones(a.shape), { a, z }, activation.config);
}

/** How many numbers are exactly 0. */
export function zerosIn({ data }: Tensor): number {
  return data.filter((x: number) => x === 0).length;
}
