import { numericalGradientSteps } from '@bilayer/gradient';
import type { TwoLayerNet, TwoLayerParams } from '@bilayer/models';
import { item, type Tensor } from '@bilayer/tensor';
import { raceOrder, type ParamName } from './protocol.ts';

/** The h of the book, and of `numericalGradientSteps`. */
const H = 1e-4;

export interface Entry {
  readonly name: ParamName;
  readonly index: number;
  readonly value: number;
}

/** The numerical gradient of the loss, an entry at a time: the loop of the book, with two whole losses for each. */
export function* entries(net: TwoLayerNet, x: Tensor, t: Tensor): Generator<Entry, void, undefined> {
  const { params } = net;
  for (const name of raceOrder) {
    let [before, last] = [NaN, NaN];
    const steps = numericalGradientSteps(
      (moved) => {
        [before, last] = [last, item(net.loss(x, t, { ...params, [name]: moved }))];
        return last;
      },
      params[name],
      { h: H },
    );
    for (let index = 0; steps.next().done !== true; index++) {
      yield { name, index, value: (before - last) / (2 * H) };
    }
  }
}

/** How far the entries computed one by one are from a gradient computed at once. */
export function compare(
  done: readonly Entry[],
  gradient: TwoLayerParams,
): { readonly largest: number; readonly difference: number } {
  let [largest, difference] = [0, 0];
  for (const { name, index, value } of done) {
    largest = Math.max(largest, Math.abs(value));
    difference = Math.max(difference, Math.abs(value - (gradient[name].data[index] ?? NaN)));
  }
  return { largest, difference };
}
