import { defineActivation, identity, relu, sigmoid, softmax } from '@bilayer/activations';
import { crossEntropy, defineLoss, meanSquaredError, targetValues } from '@bilayer/losses';
import {
  abs,
  add,
  div,
  fromArray,
  greater,
  less,
  maximum,
  mean,
  min,
  minimum,
  mul,
  neg,
  oneHot,
  pow,
  sqrt,
  sub,
  sum,
  tanh,
  tensor,
  where,
  type Tensor,
} from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import {
  byKernels,
  expectSame,
  fromScratch,
  labels,
  net,
  ownCrossEntropy,
  ownSoftmax,
  squareplus,
  x,
  type Parts,
} from './gradients.testing.ts';

/** Of its own operations: every one that there is. */
const strange = defineActivation({
  name: 'strange',
  over: 'row',
  forward(a) {
    const least = min(a, { axis: 1, keepDims: true });
    const bent = where(greater(a, 0), minimum(a, 2), maximum(tanh(a), -0.5));
    return add(div(bent, add(1, abs(neg(least)))), mul(sqrt(add(1, mul(a, a))), fromArray([0.1, 0.2, 0.3])));
  },
});
const weights = tensor(Float64Array.of(0.5, 1, 2));
const fourthPowers = defineLoss({
  name: 'fourthPowers',
  reduce: 'sum',
  perRow(y, t) {
    const d = sub(y, targetValues('fourthPowers', y, t));
    const squares = mul(mul(d, d), where(less(d, 0), 1, weights));
    return mul(mean(mul(squares, squares), { axis: 1 }), 0.5);
  },
});
/** What there are no kernels for, but whose operations kernels have. */
const programs: readonly Pick<Parts, 'output' | 'loss'>[] = [
  { output: ownSoftmax, loss: ownCrossEntropy },
  { output: ownSoftmax, loss: crossEntropy },
  { output: softmax, loss: ownCrossEntropy },
  { output: sigmoid, loss: ownCrossEntropy },
  { output: identity, loss: fourthPowers },
  { output: strange, loss: fourthPowers },
  { output: strange, loss: meanSquaredError },
];

describe('a program', () => {
  it.each(programs)('is made of the operations of $output.name and $loss.name', ({ output, loss }) => {
    for (const hidden of [sigmoid, relu, squareplus]) {
      for (const std of [0.1, 0.5]) {
        const network = net({ hidden, output, loss }, { std });
        for (const t of [labels, oneHot(labels, 3)]) {
          expectSame(byKernels(network, x, t), fromScratch(network, x, t));
        }
      }
    }
    const network = net({ output, loss });
    const first = { ...x, shape: [1, 5], data: x.data.slice(0, 5) };
    const label = tensor(Int32Array.of(1));
    expectSame(byKernels(network, first, label), fromScratch(network, first, label));
  });

  it('is not made of other operations, and not of what reads numbers', () => {
    const powers = (y: Tensor): Tensor => sum(pow(y, 3), { axis: 1 });
    const reading = (y: Tensor): Tensor => tensor(Float64Array.from({ length: 4 }, (_, n) => y.data[3 * n]!));
    for (const perRow of [powers, reading]) {
      const network = net({ output: identity, loss: defineLoss({ name: 'own', perRow }) });
      expect(byKernels(network, x, labels)).toBeUndefined();
    }
  });
});
