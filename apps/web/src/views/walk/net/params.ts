import type { TwoLayerParams } from '@bilayer/models';
import { mul, sub, type Tensor } from '@bilayer/tensor';

/** The four arrays in the order in which the network makes them and differentiates them. */
export const paramNames = ['W1', 'b1', 'W2', 'b2'] as const;
export type ParamName = (typeof paramNames)[number];

/** An element's index in Python, of a matrix and of a row: [1, 2] and [2]. */
export function indexOf(shape: readonly number[], i: number): readonly number[] {
  const columns = shape[1];
  return columns === undefined ? [i] : [Math.floor(i / columns), i % columns];
}

/** An element as Python names it: W1[1, 2], b1[2]. */
export function elementName(name: string, shape: readonly number[], i: number): string {
  return `${name}[${indexOf(shape, i).join(', ')}]`;
}

/** An array for each of the four names. */
export function ofEach(make: (name: ParamName) => Tensor): TwoLayerParams {
  return { W1: make('W1'), b1: make('b1'), W2: make('W2'), b2: make('b2') };
}

/** An update of gradient descent: `params[key] -= rate * grads[key]` for each of the four. */
export function updated(params: TwoLayerParams, grads: TwoLayerParams, rate: number): TwoLayerParams {
  return ofEach((name) => sub(params[name], mul(rate, grads[name])));
}
