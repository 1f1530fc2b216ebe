import { identity, relu, sigmoid, softmax, tanh } from '@bilayer/activations';
import { crossEntropy, softmaxCrossEntropy } from '@bilayer/losses';
import { item, randomState, tensor } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { checkNetwork } from './check-network.ts';
import { gaussian } from './initializers.ts';
import { MultiLayerNet } from './multi-layer-net.ts';
import { TwoLayerNet } from './two-layer-net.ts';

const x = randomState(3).rand(10, 6);
const t = tensor(Int32Array.from(randomState(4).randint(0, 3, 10).data));
const common = {
  inputSize: 6,
  outputSize: 3,
  output: softmax,
  loss: crossEntropy,
  init: gaussian({ std: 0.3 }),
};

describe('MultiLayerNet', () => {
  it('with one hidden layer is TwoLayerNet to the last bit', () => {
    const many = new MultiLayerNet({ ...common, hiddenSizes: [5], hidden: sigmoid, random: randomState(0) });
    const two = new TwoLayerNet({ ...common, hiddenSize: 5, hidden: sigmoid, random: randomState(0) });
    expect(many.params).toEqual(two.params);
    expect(many.loss(x, t)).toEqual(two.loss(x, t));
    expect(many.gradient(x, t)).toEqual(two.gradient(x, t));
    expect(many.numericalGradient(x, t)).toEqual(two.numericalGradient(x, t));
  });

  it.each([
    { hiddenSizes: [] },
    { hiddenSizes: [7] },
    { hiddenSizes: [5, 4] },
    { hiddenSizes: [4, 5, 4, 3] },
  ])(
    'has a gradient equal to the numerical one with $hiddenSizes.length hidden layers, with weight decay too',
    ({ hiddenSizes }) => {
      const options = { ...common, hiddenSizes, hidden: tanh, output: identity, loss: softmaxCrossEntropy };
      for (const weightDecay of [0, 0.1]) {
        const { params } = checkNetwork(
          new MultiLayerNet({ ...options, weightDecay, random: randomState(1) }),
          x,
          t,
        );
        expect(Object.keys(params)).toHaveLength(2 * (hiddenSizes.length + 1));
        for (const difference of Object.values(params)) expect(difference.relativeError).toBeLessThan(1e-7);
      }
    },
  );

  it('adds ½ λ Σ W² to the loss', () => {
    const options = { ...common, hiddenSizes: [5], hidden: relu };
    const plain = new MultiLayerNet({ ...options, random: randomState(0) });
    const decayed = new MultiLayerNet({ ...options, weightDecay: 0.2, random: randomState(0) });
    let squares = 0;
    for (const name of ['W1', 'W2']) for (const w of plain.params[name]?.data ?? []) squares += w * w;
    expect(item(decayed.loss(x, t))).toBeAllClose(item(plain.loss(x, t)) + 0.1 * squares, { rtol: 1e-14 });
  });

  it('takes an activation for each hidden layer, and refuses another number of them', () => {
    const options = { ...common, hiddenSizes: [5, 4], random: randomState(0) };
    expect(new MultiLayerNet({ ...options, hidden: [relu, tanh] }).hidden.map(({ name }) => name)).toEqual([
      'relu',
      'tanh',
    ]);
    expect(() => new MultiLayerNet({ ...options, hidden: [relu] })).toThrow(
      /2 hidden layers and 1 activations/,
    );
  });

  it('leaves rows near a kink out of a check, and says how many', () => {
    const network = new MultiLayerNet({ ...common, hiddenSizes: [5], hidden: relu, random: randomState(0) });
    const zeros = tensor(new Float64Array(60), [10, 6]);
    // All pre-activations are 0, on the kink.
    expect(() => checkNetwork(network, zeros, t)).toThrow(/kink/);
    const mixed = tensor(
      Float64Array.from(x.data, (value, i) => (i < 6 ? 0 : value)),
      [10, 6],
    );
    expect(checkNetwork(network, mixed, t).leftOut).toBeGreaterThanOrEqual(1);
  });
});
