import { item } from '@bilayer/tensor';
import { updated } from '../../net/params.ts';
import type { Small } from '../../net/small.ts';

export const UPDATES = 40;
const RATE = 0.1;

/** The losses before each of the updates and after the last, going down the slope or, by a slip of the sign, up. */
export function* losses(
  { net, x, t }: Small,
  isUp: boolean,
): Generator<undefined, readonly number[], undefined> {
  let params = net.params;
  const seen = [item(net.loss(x, t, params))];
  for (let i = 0; i < UPDATES; i++) {
    params = updated(params, net.gradient(x, t, params), isUp ? -RATE : RATE);
    seen.push(item(net.loss(x, t, params)));
    if (i % 4 === 3) yield;
  }
  return seen;
}
