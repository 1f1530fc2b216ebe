import type { TwoLayerParams } from '@bilayer/models';
import { mul, sub, zeros, type Tensor } from '@bilayer/tensor';
import type { Small } from '../../net/small.ts';

const RATE = 0.5;

/** A network's parameters after `updates` of gradient descent on its batch, from its own weights or from zeros. */
export function learned({ net, x, t }: Small, isFromZeros: boolean, updates: number): TwoLayerParams {
  const start = net.params;
  let params = isFromZeros ? ofEach((name) => zeros(start[name].shape)) : start;
  for (let i = 0; i < updates; i++) {
    const grads = net.gradient(x, t, params);
    const from = params;
    params = ofEach((name) => sub(from[name], mul(RATE, grads[name])));
  }
  return params;
}

function ofEach(make: (name: 'W1' | 'b1' | 'W2' | 'b2') => Tensor): TwoLayerParams {
  return { W1: make('W1'), b1: make('b1'), W2: make('W2'), b2: make('b2') };
}

/** How many columns of a matrix are different from all before them. */
export function differentColumns({ data, shape }: Tensor): number {
  const [rows = 0, columns = 0] = shape;
  const seen = Array.from({ length: columns }, (_, c) =>
    Array.from({ length: rows }, (__, r) => data[r * columns + c]).join(),
  );
  return new Set(seen).size;
}
