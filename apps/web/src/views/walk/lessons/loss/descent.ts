import type { TwoLayerParams } from '@bilayer/models';
import { add, item, mul, sub, type Tensor } from '@bilayer/tensor';
import type { Small } from '../../net/small.ts';

export const UPDATES = 40;
const RATE = 0.1;

/** The losses before each of the updates and after the last, going down the slope or, by a slip of the sign, up. */
export function* losses({ net, x, t }: Small, isUp: boolean): Generator<undefined, readonly number[]> {
  let params = net.params;
  const seen = [item(net.loss(x, t, params))];
  for (let i = 0; i < UPDATES; i++) {
    const grad = net.gradient(x, t, params);
    const from = params;
    const next = (name: 'W1' | 'b1' | 'W2' | 'b2'): Tensor =>
      (isUp ? add : sub)(from[name], mul(RATE, grad[name]));
    params = { W1: next('W1'), b1: next('b1'), W2: next('W2'), b2: next('b2') } satisfies TwoLayerParams;
    seen.push(item(net.loss(x, t, params)));
    if (i % 4 === 3) yield;
  }
  return seen;
}
