import type { TwoLayerParams } from '@bilayer/models';
import { item, tensor, type Tensor } from '@bilayer/tensor';
import { copy } from '../../net/in-place.ts';
import { ofEach, type ParamName } from '../../net/params.ts';
import type { Small } from '../../net/small.ts';
import type { NumpyArray } from './numpy-array.ts';
import { run, type Run } from './steps.ts';

/** The network's own weights, in arrays that may be changed in place as the book's are. */
function ownWeights({ net }: Small): TwoLayerParams {
  return ofEach((name) => copy(net.params[name]));
}

/** What the network's numerical_gradient gives, and its weights afterwards. */
export interface Result {
  readonly grads: TwoLayerParams;
  readonly after: TwoLayerParams;
  readonly loss: number;
}

/** The network's numerical_gradient, one parameter after the other, with the helper's last line or without it. */
export function gradients(small: Small, h: number, isPutBack: boolean): Result {
  const { net, x, t } = small;
  const params = ownWeights(small);
  const loss = (): number => item(net.loss(x, t, params));
  const grads = ofEach((name) => {
    const { data, shape } = params[name];
    // Element by element: the same memory as a vector.
    const { grad } = run(loss, { data: data as Float64Array, shape: [data.length] }, { h, isPutBack });
    return tensor(Float64Array.from(grad?.data ?? []), shape);
  });
  return { grads, after: params, loss: loss() };
}

/** The article's one-dimensional helper on one parameter of the network. */
export function articleOn(small: Small, name: ParamName): Run {
  const { net, x, t } = small;
  const params = ownWeights(small);
  const { data, shape } = params[name];
  return run(() => item(net.loss(x, t, params)), { data: data as Float64Array, shape });
}

/** Whole numbers as first weights: 4 W1, rounded; and the helper on each element of them. */
export function wholeWeights(
  small: Small,
  isInteger: boolean,
): { readonly W1: NumpyArray; readonly grad: Tensor } {
  const { net, x, t } = small;
  const { shape, data } = net.params.W1;
  const whole = Array.from(data, (one) => Math.round(4 * one) + 0);
  const W1 = { data: isInteger ? Int32Array.from(whole) : Float64Array.from(whole), shape };
  const f = (): number =>
    item(net.loss(x, t, { ...net.params, W1: tensor(Float64Array.from(W1.data), shape) }));
  const { grad } = run(f, { data: W1.data, shape: [W1.data.length] });
  const given = grad?.data ?? new Float64Array();
  return {
    W1,
    grad: isInteger ? tensor(Int32Array.from(given), shape) : tensor(Float64Array.from(given), shape),
  };
}
