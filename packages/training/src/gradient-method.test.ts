import { relu, sigmoid, softmax, type Activation } from '@bilayer/activations';
import { crossEntropy } from '@bilayer/losses';
import { numericalGradientPath, TwoLayerNet, type Network, type Params } from '@bilayer/models';
import { randomState, tensor } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { numerical, type GradientMethod } from './gradient-method.ts';

const x = randomState(1).rand(6, 4);
const t = tensor(Int32Array.of(0, 1, 2, 2, 1, 0));

function network(hidden: Activation): TwoLayerNet {
  const sizes = { inputSize: 4, hiddenSize: 3, outputSize: 3 };
  return new TwoLayerNet({ ...sizes, hidden, output: softmax, loss: crossEntropy, random: randomState(0) });
}

/** The gradient, and the number of pauses on the way. */
function all(method: GradientMethod, model: Network): { gradient: Params; pauses: number } {
  const steps = method.steps(model, x, t, model.params);
  for (let pauses = 0; ; pauses++) {
    const { done, value } = steps.next();
    if (done === true) return { gradient: value, pauses };
  }
}

describe('numerical', () => {
  it.each([sigmoid, relu, softmax])("is the network's own numericalGradient after $name", (hidden) => {
    const model = network(hidden);
    const { gradient, pauses } = all(numerical(), model);
    expect(gradient).toEqual(model.numericalGradient(x, t));
    // A pause for the loss, 2 layers and 3 + 3 units, or for each of 15 + 12 parameters.
    expect(pauses).toBe(numericalGradientPath(model) === 'incremental' ? 9 : 27);
  });

  it('has an h, which is part of its description', () => {
    expect(numerical({ h: 0.01 }).config).toEqual({ h: 0.01 });
    const [near, far] = [1e-4, 0.1].map((h) => all(numerical({ h }), network(sigmoid)).gradient);
    // h² L‴/6 is what a central difference is off by.
    expect(near?.['b2']).not.toBeAllClose(far?.['b2'] ?? t, { rtol: 1e-6 });
    expect(near?.['b2']).toBeAllClose(far?.['b2'] ?? t, { rtol: 0.2 });
  });
});
