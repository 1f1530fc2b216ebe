import { identity, relu, sigmoid, softmax } from '@bilayer/activations';
import { crossEntropy, huber } from '@bilayer/losses';
import { MultiLayerNet, TwoLayerNet } from '@bilayer/models';
import { randomState, tensor } from '@bilayer/tensor';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { incrementalGradient } from './incremental-gradient.ts';

const sizes = { inputSize: 5, hiddenSize: 4, outputSize: 3 };
const book = { hidden: sigmoid, output: softmax, loss: crossEntropy };
const x = randomState(0).rand(6, 5);
const t = tensor(Int32Array.of(0, 1, 2, 2, 1, 0));

describe('incrementalGradient', () => {
  it('is that of models, by kernels', async () => {
    const net = new TwoLayerNet({ ...sizes, ...book, random: randomState(1) });
    const other = new TwoLayerNet({ ...sizes, ...book, random: randomState(2) });
    const got = await incrementalGradient(net, x, t, other.params);
    for (const [name, wanted] of Object.entries(other.numericalGradient(x, t))) {
      // Rounding of sums of numbers below 1.
      expect(got[name as keyof typeof got]).toBeAllClose(wanted, { rtol: 1e-12, atol: 1e-15 });
    }
    // In another order, so not to the bit.
    expect(got).not.toEqual(other.numericalGradient(x, t));
    expect(await Promise.all([1, 2].map(() => incrementalGradient(other, x, t)))).toEqual([got, got]);
  });

  it('is that of models itself where there are no kernels', async () => {
    const huberNet = new TwoLayerNet({
      ...sizes,
      hidden: relu,
      output: identity,
      loss: huber,
      random: randomState(1),
    });
    expect(await incrementalGradient(huberNet, x, t)).toEqual(huberNet.numericalGradient(x, t));
    const deep = new MultiLayerNet({ ...sizes, ...book, hiddenSizes: [4, 4], random: randomState(1) });
    expect(await incrementalGradient(deep, x, t)).toEqual(deep.numericalGradient(x, t));
    const coupled = new TwoLayerNet({ ...sizes, ...book, hidden: softmax, random: randomState(1) });
    expect(await incrementalGradient(coupled, x, t)).toEqual(coupled.numericalGradient(x, t));
  });

  it('rejects what the network complains of', async () => {
    const net = new TwoLayerNet({ ...sizes, ...book, random: randomState(1) });
    await expect(incrementalGradient(net, x, tensor(Int32Array.of(0)))).rejects.toThrow('crossEntropy');
  });
});

describe('without WebAssembly', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it('is that of models', async () => {
    vi.resetModules();
    vi.stubGlobal('WebAssembly', undefined);
    const fresh = await import('./incremental-gradient.ts');
    const net = new TwoLayerNet({ ...sizes, ...book, random: randomState(1) });
    expect(await fresh.incrementalGradient(net, x, t)).toEqual(net.numericalGradient(x, t));
  });
});
