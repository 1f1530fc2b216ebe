import type { TwoLayerParams } from '@bilayer/models';
import { zeros, type Tensor } from '@bilayer/tensor';
import { ofEach, updated } from '../../net/params.ts';
import type { Small } from '../../net/small.ts';

const RATE = 0.5;

/** A network's parameters after `updates` of gradient descent on its batch, from its own weights or from zeros. */
export function learned({ net, x, t }: Small, isFromZeros: boolean, updates: number): TwoLayerParams {
  const start = net.params;
  let params = isFromZeros ? ofEach((name) => zeros(start[name].shape)) : start;
  for (let i = 0; i < updates; i++) {
    params = updated(params, net.gradient(x, t, params), RATE);
  }
  return params;
}

/** How many columns of a matrix are different from all before them. */
export function differentColumns({ data, shape }: Tensor): number {
  const [rows = 0, columns = 0] = shape;
  const seen = Array.from({ length: columns }, (_, c) =>
    Array.from({ length: rows }, (__, r) => data[r * columns + c]).join(),
  );
  return new Set(seen).size;
}
