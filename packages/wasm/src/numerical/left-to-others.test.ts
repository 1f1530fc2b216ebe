import { identity, relu, sigmoid, softmax, step, tanh, type Activation } from '@bilayer/activations';
import { crossEntropy, huber, meanSquaredError, softmaxCrossEntropy, sumSquaredError } from '@bilayer/losses';
import { MultiLayerNet, TwoLayerNet, type Network } from '@bilayer/models';
import { BilayerError, mul, oneHot, randomState, tensor, type Tensor } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { book, byKernels, expectSame, fromScratch, labels, net, x } from './gradients.testing.ts';

describe('what is left to others', () => {
  const left = (network: Network, batch = x, t: Tensor = labels, h?: number): void => {
    expect(byKernels(network, batch, t, h)).toBeUndefined();
  };

  it('losses and outputs without a kernel', () => {
    left(net({ output: tanh, loss: meanSquaredError }));
    left(net({ output: softmax, loss: softmaxCrossEntropy }));
    left(net({ output: identity, loss: huber }));
  });

  it('networks of another form', () => {
    const options = { inputSize: 5, outputSize: 3, ...book };
    for (const form of [
      { hiddenSizes: [4, 4] },
      { hiddenSizes: [] },
      { hiddenSizes: [4], weightDecay: 0.1 },
    ]) {
      left(new MultiLayerNet({ ...options, ...form, random: randomState(0) }));
    }
    left(net({ hidden: softmax }));
  });

  it('a network that does more than its model says', () => {
    class Noisy extends TwoLayerNet {
      override predict(batch: Tensor, params = this.params): Tensor {
        return super.predict(mul(batch, 0.5), params);
      }
    }
    const options = { inputSize: 5, hiddenSize: 4, outputSize: 3, ...book };
    left(new Noisy({ ...options, random: randomState(0) }));
  });

  it('moves too large for the series', () => {
    left(net(), x, labels, 10);
    left(net({}, { std: 100 }), mul(x, 100));
    left(net({ hidden: step }));
  });

  it.each([NaN, Infinity])('%d', (odd) => {
    for (const name of ['W1', 'b1', 'W2', 'b2'] as const) {
      const network = net();
      network.params[name].data[1] = odd;
      left(network);
    }
    const batch = { ...x, data: x.data.slice() };
    batch.data[3] = odd;
    left(net({ hidden: relu, output: identity, loss: sumSquaredError }), batch);
  });

  it('but not complaints', () => {
    expect(() => byKernels(net(), x, tensor(Int32Array.of(0, 1)))).toThrow(BilayerError);
  });
});

describe('a witness of its own', () => {
  const half = (f: Activation): Activation => ({ ...f, forward: (a) => f.forward(mul(a, 0.5)) });

  it('has no kernel for a link or a loss that forward or perRow belies', () => {
    const twice = (y: Tensor, t: Tensor): Tensor => mul(2, crossEntropy.perRow(y, t));
    expect(byKernels(net({ output: half(softmax) }), x, labels)).toBeUndefined();
    expect(byKernels(net({ loss: { ...crossEntropy, perRow: twice } }), x, labels)).toBeUndefined();
  });

  it('takes the moves of a hidden activation from forward where that belies its link or its difference', () => {
    for (const hidden of [
      half(sigmoid),
      { ...tanh, link: 'logistic' },
      { ...tanh, link: 'identity' },
      { ...tanh, difference: () => (d: Tensor) => d },
    ]) {
      const network = net({ hidden });
      expectSame(byKernels(network, x, labels), fromScratch(network, x, labels));
    }
  });

  it('tells a loss from one that is the same where the network is now', () => {
    // Half a square until the distance is 1.
    const scaled = { ...huber, perRow: (y: Tensor, t: Tensor) => mul(2, huber.perRow(y, t)) };
    const distant = oneHot(labels, 3);
    const parts = { output: identity, loss: scaled };
    for (const std of [0.01, 0.5, 2]) {
      const network = net(parts, { std });
      const wanted = fromScratch(network, x, distant);
      const got = byKernels(network, x, distant);
      if (got !== undefined) expectSame(got, wanted);
    }
    expect(byKernels(net(parts, { std: 2 }), x, distant)).toBeUndefined();
  });
});
