import * as builtInActivations from '@bilayer/activations';
import {
  defineActivation,
  identity,
  relu,
  sigmoid,
  softmax,
  tanh,
  type Activation,
} from '@bilayer/activations';
import { numericalGradient } from '@bilayer/gradient';
import * as builtInLosses from '@bilayer/losses';
import {
  crossEntropy,
  defineLoss,
  softmaxCrossEntropy,
  sumSquaredError,
  targetValues,
  type Loss,
} from '@bilayer/losses';
import {
  add,
  astype,
  div,
  exp,
  isFloat,
  log,
  max,
  mul,
  neg,
  oneHot,
  randomState,
  sqrt,
  sub,
  sum,
  tensor,
  type Tensor,
} from '@bilayer/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gaussian } from '../initializers.ts';
import { MultiLayerNet } from '../multi-layer-net.ts';
import type { Network, Params } from '../network.ts';
import { TwoLayerNet } from '../two-layer-net.ts';
import { incrementalSteps, numericalGradientPath } from './incremental-gradient.ts';

const isPlugin = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'contract' in value;
const activations = Object.values<unknown>(builtInActivations).filter(isPlugin) as Activation[];
const losses = Object.values<unknown>(builtInLosses).filter(isPlugin) as Loss[];
const elementwise = activations.filter(({ over }) => over === 'element');

const squareplus = defineActivation({
  name: 'squareplus',
  forward: (a) => mul(0.5, add(a, sqrt(add(mul(a, a), 4)))),
});
const ownSoftmax = defineActivation({
  name: 'ownSoftmax',
  forward(a) {
    const e = exp(sub(a, max(a, { axis: 1, keepDims: true })));
    return div(e, sum(e, { axis: 1, keepDims: true }));
  },
});
const fourthPowers = defineLoss({
  name: 'fourthPowers',
  reduce: 'sum',
  perRow(y, t) {
    const d = sub(y, targetValues('fourthPowers', y, t));
    const squares = mul(d, d);
    return sum(mul(squares, squares), { axis: 1 });
  },
});
const probabilities: readonly Activation[] = [sigmoid, softmax, ownSoftmax];
/** Such losses take outputs between 0 and 1. */
const ofProbabilities = (loss: Loss): boolean =>
  /crossEntropy/i.test(loss.name) && loss !== softmaxCrossEntropy;

interface Parts {
  readonly hidden: Activation;
  readonly output: Activation;
  readonly loss: Loss;
}

function net(parts: Parts, seed = 0, dtype: 'float64' | 'float32' = 'float64', std = 0.5): TwoLayerNet {
  const sizes = { inputSize: 5, hiddenSize: 4, outputSize: 3 };
  return new TwoLayerNet({ ...sizes, ...parts, dtype, init: gaussian({ std }), random: randomState(seed) });
}

const float64 = (x: Tensor): Tensor => (isFloat(x.dtype) ? astype(x, 'float64') : x);

/** Every loss from scratch, in float64: what `numericalGradient` of each parameter gives. */
function fromScratch(network: Network, x: Tensor, t: Tensor): Params {
  const params = Object.fromEntries(Object.entries(network.params).map(([name, p]) => [name, float64(p)]));
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      numericalGradient((moved) => network.loss(float64(x), float64(t), { ...params, [name]: moved }), value),
    ]),
  );
}

/** The two agree to what rounding leaves of a difference of two losses: some ulps of them, 2e-16 each, over 2h = 2e-4. */
function expectSame(got: Params, wanted: Params): void {
  expect(Object.keys(got)).toEqual(Object.keys(wanted));
  for (const [name, value] of Object.entries(wanted)) {
    // A float32 result is rounded to its seven digits.
    const single = got[name]?.dtype === 'float32';
    expect(got[name]).toBeAllClose(value, { rtol: single ? 6e-8 : 1e-8, atol: 2e-11 });
  }
}

const labels = tensor(Int32Array.of(0, 2, 1, 2));
/** Rows with zeros, equal values, negative ones, and two rows that are the same. */
const x = tensor(
  Float64Array.of(0, 0.5, 0.5, 0, 1, 0, 0, 0, 0, 0, -0.7, 0.3, 0.5, 1, -0.7, -0.7, 0.3, 0.5, 1, -0.7),
  [4, 5],
);

describe('the incremental numerical gradient', () => {
  it.each(elementwise.concat(squareplus))('is that of every loss from scratch after $name', (hidden) => {
    for (const [output, loss] of [
      [softmax, crossEntropy],
      [identity, softmaxCrossEntropy],
      [ownSoftmax, fourthPowers],
    ] as const) {
      const network = net({ hidden, output, loss });
      expect(numericalGradientPath(network)).toBe('incremental');
      expectSame(network.numericalGradient(x, labels), fromScratch(network, x, labels));
    }
  });

  it.each(losses.concat(fourthPowers))('is that with the loss $name after every output', (loss) => {
    for (const output of activations.concat(ownSoftmax)) {
      if (ofProbabilities(loss) && !probabilities.includes(output)) continue;
      const network = net({ hidden: tanh, output, loss }, 1);
      const t = oneHot(labels, 3);
      expectSame(network.numericalGradient(x, labels), fromScratch(network, x, labels));
      expectSame(network.numericalGradient(x, t), fromScratch(network, x, t));
    }
  });

  const value = fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    fc.constantFrom(1, 0.5, -0.25),
    fc.double({ min: -2, max: 2, noNaN: true }),
  );
  const batches = fc
    .array(fc.array(value, { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 5 })
    .chain((rows) => fc.record({ rows: fc.constant(rows), again: fc.boolean() }))
    .map(({ rows, again }) => (again ? [...rows, ...rows] : rows));

  it('is that for any network and batch', () => {
    fc.assert(
      fc.property(
        batches,
        fc.constantFrom(...elementwise.filter(({ name }) => name !== 'step'), squareplus),
        fc.constantFrom<Activation[]>(softmax, sigmoid, identity, tanh, ownSoftmax),
        fc.constantFrom(...losses, fourthPowers),
        fc.constantFrom('float64' as const, 'float32' as const),
        fc.nat(1000),
        fc.constantFrom(0, 0.01, 0.5, 1.5), // 0: every unit on the kink of a relu
        fc.boolean(),
        (rows, hidden, output, loss, dtype, seed, std, asLabels) => {
          fc.pre(!ofProbabilities(loss) || probabilities.includes(output));
          const network = net({ hidden, output, loss }, seed, dtype, std);
          const batch = tensor(Float64Array.from(rows.flat()), [rows.length, 5]);
          const classes = tensor(Int32Array.from(rows, (_, n) => (n + seed) % 3));
          const t = asLabels ? classes : oneHot(classes, 3);
          expectSame(network.numericalGradient(batch, t), fromScratch(network, batch, t));
        },
      ),
      { numRuns: 150, seed: 4 },
    );
  });

  it('follows inputs that move units far, where nothing is small', () => {
    const far = mul(x, 3000);
    for (const parts of [
      { hidden: sigmoid, output: softmax, loss: crossEntropy },
      { hidden: relu, output: identity, loss: softmaxCrossEntropy },
    ]) {
      const network = net(parts, 2, 'float64', 0.001);
      expectSame(network.numericalGradient(far, labels), fromScratch(network, far, labels));
    }
  });

  it('takes any depth, and weight decay', () => {
    const common = { inputSize: 5, outputSize: 3, output: softmax, loss: crossEntropy };
    for (const hiddenSizes of [[], [4], [4, 6], [3, 4, 5]]) {
      for (const weightDecay of [0, 0.3]) {
        const options = {
          ...common,
          hiddenSizes,
          hidden: sigmoid,
          weightDecay,
          init: gaussian({ std: 0.7 }),
        };
        const network = new MultiLayerNet({ ...options, random: randomState(3) });
        expect(numericalGradientPath(network)).toBe('incremental');
        expectSame(network.numericalGradient(x, labels), fromScratch(network, x, labels));
      }
    }
  });

  it('takes other parameters than the network has', () => {
    const parts = { hidden: sigmoid, output: softmax, loss: crossEntropy };
    const [network, other] = [net(parts, 0), net(parts, 1)];
    expect(network.numericalGradient(x, labels, other.params)).toEqual(other.numericalGradient(x, labels));
  });

  it('does not go by names', () => {
    const renamed = {
      hidden: { ...sigmoid, name: 'mine', package: 'mine' },
      output: { ...softmax, name: 'mine', package: 'mine' },
      loss: { ...crossEntropy, name: 'mine', package: 'mine' },
    };
    const [own, built] = [net(renamed), net({ hidden: sigmoid, output: softmax, loss: crossEntropy })];
    expect(numericalGradientPath(own)).toBe(numericalGradientPath(built));
    expect(own.numericalGradient(x, labels)).toEqual(built.numericalGradient(x, labels));
  });
});

describe('what the incremental way leaves to the generic one', () => {
  const bits = (network: Network, t: Tensor = labels, batch: Tensor = x): void => {
    const own = Object.fromEntries(
      Object.entries(network.params).map(([name, p]) => [
        name,
        numericalGradient((moved) => network.loss(batch, t, { ...network.params, [name]: moved }), p),
      ]),
    );
    expect(network.numericalGradient(batch, t)).toEqual(own);
  };

  it('hidden activations that couple the units of a row', () => {
    const network = net({ hidden: softmax, output: softmax, loss: crossEntropy });
    expect(numericalGradientPath(network)).toBe('generic');
    bits(network);
  });

  it.each([NaN, Infinity, -Infinity])('%d among parameters or inputs', (odd) => {
    for (const hidden of [sigmoid, relu, squareplus]) {
      for (const name of ['W1', 'b1', 'W2', 'b2'] as const) {
        const network = net({ hidden, output: softmax, loss: crossEntropy });
        network.params[name].data[1] = odd;
        bits(network);
      }
      const batch = { ...x, data: x.data.slice() };
      batch.data[3] = odd;
      bits(net({ hidden, output: identity, loss: sumSquaredError }), labels, batch);
    }
  });

  it('a network that does more than its model says', () => {
    class Noisy extends TwoLayerNet {
      override predict(batch: Tensor, params = this.params): Tensor {
        return super.predict(mul(batch, 0.5), params);
      }
    }
    bits(
      new Noisy({
        inputSize: 5,
        hiddenSize: 4,
        outputSize: 3,
        hidden: sigmoid,
        output: softmax,
        loss: crossEntropy,
        random: randomState(0),
      }),
    );
  });

  it('complaints', () => {
    const network = net({ hidden: sigmoid, output: softmax, loss: crossEntropy });
    expect(() => network.numericalGradient(x, tensor(Int32Array.of(0, 1)))).toThrow(/crossEntropy/);
    expect(() => network.numericalGradient(tensor(new Float64Array(4), [1, 4]), labels)).toThrow(/\[N, 5\]/);
  });
});

describe('a witness of its own', () => {
  const wrong = (parts: Partial<Parts>): void => {
    const network = net({ hidden: sigmoid, output: softmax, loss: crossEntropy, ...parts });
    expectSame(network.numericalGradient(x, labels), fromScratch(network, x, labels));
  };

  it('does not believe a link that forward belies', () => {
    const half = (f: Activation): Activation => ({ ...f, forward: (a) => f.forward(mul(a, 0.5)) });
    wrong({ output: half(softmax) });
    wrong({ hidden: half(sigmoid) });
    wrong({ hidden: { ...tanh, link: 'logistic' } });
  });

  it('does not believe a difference that forward or perRow belies', () => {
    wrong({ hidden: { ...tanh, difference: () => (d) => d } });
    wrong({ loss: { ...crossEntropy, perRow: (y, t) => mul(2, crossEntropy.perRow(y, t)) } });
    wrong({
      output: ownSoftmax,
      loss: defineLoss({
        name: 'wrong',
        perRow: (y, t) => neg(sum(mul(targetValues('wrong', y, t), log(y)), { axis: 1 })),
        difference: () => (d) => sum(d, { axis: 1 }),
      }),
    });
  });
});

describe('in pieces', () => {
  it('gives the same, and pauses after every unit at least', () => {
    const network = net({ hidden: sigmoid, output: softmax, loss: crossEntropy });
    const steps = incrementalSteps(network, x, labels);
    let pauses = 0;
    let next = steps.next();
    for (; next.done !== true; next = steps.next()) pauses += 1;
    // One for each unit, one for each layer's values and one for the loss.
    expect(pauses).toBe(4 + 3 + 3);
    expect(next.value).toEqual(network.numericalGradient(x, labels));
  });

  it('pauses more often where there is more to do', () => {
    const count = (rows: number): number => {
      const network = net({ hidden: sigmoid, output: softmax, loss: crossEntropy });
      const steps = incrementalSteps(network, randomState(0).rand(rows, 5), tensor(new Int32Array(rows)));
      let pauses = 0;
      while (steps.next().done !== true) pauses += 1;
      return pauses;
    };
    // 2,000 rows of 6 evaluations, 3 numbers each, and 5 in the second layer; a piece is 8,192 numbers.
    expect(count(2000) - 3).toBe(4 * Math.ceil((2000 * 6 * 3) / 8192) + 3 * Math.ceil((2000 * 5 * 3) / 8192));
  });
});
