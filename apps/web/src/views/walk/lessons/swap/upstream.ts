import { softmaxCrossEntropy } from '@bilayer/losses';
import { add, matmul, transpose, type Tensor } from '@bilayer/tensor';
import type { Small } from '../../net/small.ts';
import { partsOf } from './choices.ts';
import { netOf } from './net-of.ts';

/** What a ReLU layer of the small net is given on the way forward (a1) and back (dz1); some of its neurons are off. */
export function upstream(small: Small): { readonly a1: Tensor; readonly z1: Tensor; readonly dz1: Tensor } {
  const { hidden, params } = netOf(small, partsOf('relu', 'softmaxCrossEntropy'), -1.5);
  const { W1, b1, W2, b2 } = params;
  const a1 = add(matmul(small.x, W1), b1);
  const z1 = hidden.forward(a1, hidden.config);
  const scores = add(matmul(z1, W2), b2);
  const da2 = softmaxCrossEntropy.backward?.(scores, small.t, softmaxCrossEntropy.config);
  if (da2 === undefined) throw new Error('softmaxCrossEntropy has no backward of its own');
  return { a1, z1, dz1: matmul(da2, transpose(W2)) };
}
