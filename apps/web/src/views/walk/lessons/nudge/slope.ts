import { item, type Tensor } from '@bilayer/tensor';
import type { Small } from '../../net/small.ts';
import type { ParamName } from '../../net/params.ts';

/** The loss with element `i` of one array at `value`, and all else as it is. */
export function lossAt({ net, x, t }: Small, name: ParamName, i: number, value: number): number {
  const { shape, dtype, data } = net.params[name];
  const changed: Tensor = { shape, dtype, data: data.slice() };
  changed.data[i] = value;
  return item(net.loss(x, t, { ...net.params, [name]: changed }));
}

export interface Slope {
  readonly fxh1: number;
  readonly fxh2: number;
  readonly slope: number;
}

/** Both looks at the loss, `h` to either side, and the slope between them. */
export function slopeAt(small: Small, name: ParamName, i: number, h: number): Slope {
  const weight = Number(small.net.params[name].data[i]);
  const fxh1 = lossAt(small, name, i, weight + h);
  const fxh2 = lossAt(small, name, i, weight - h);
  return { fxh1, fxh2, slope: (fxh1 - fxh2) / (2 * h) };
}
