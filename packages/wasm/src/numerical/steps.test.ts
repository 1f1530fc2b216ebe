import * as builtInActivations from '@bilayer/activations';
import { identity, sigmoid, softmax, step, tanh, type Activation } from '@bilayer/activations';
import { numericalGradient } from '@bilayer/gradient';
import {
  binaryCrossEntropy,
  crossEntropy,
  meanSquaredError,
  softmaxCrossEntropy,
  sumSquaredError,
  type Loss,
} from '@bilayer/losses';
import { gaussian, MultiLayerNet, TwoLayerNet } from '@bilayer/models';
import { astype, item, mul, oneHot, randomState, reshape, tensor } from '@bilayer/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  book,
  byKernels,
  expectSame,
  fromScratch,
  labels,
  net,
  ownCrossEntropy,
  ownSoftmax,
  squareplus,
  x,
} from './gradients.testing.ts';
import { numericalKernels } from './kernels.ts';
import { kernelSteps } from './steps.ts';

const continuous = Object.values<unknown>(builtInActivations).filter(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'over' in value &&
    value.over === 'element' &&
    value !== step,
) as Activation[];

/** What there are kernels for. */
const pairs: readonly (readonly [Activation, Loss])[] = [
  [softmax, crossEntropy],
  [softmax, crossEntropy.with({ epsilon: 1e-3 })],
  [identity, softmaxCrossEntropy],
  [sigmoid, binaryCrossEntropy],
  ...[identity, sigmoid, softmax].flatMap((output) => [
    [output, meanSquaredError] as const,
    [output, sumSquaredError] as const,
  ]),
];

describe('a numerical gradient by kernels', () => {
  it.each(continuous.concat(squareplus))('is that of every loss from scratch after $name', (hidden) => {
    for (const [output, loss] of pairs) {
      const network = net({ hidden, output, loss });
      expectSame(byKernels(network, x, labels), fromScratch(network, x, labels));
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
        fc.constantFrom(...continuous, squareplus),
        fc.constantFrom(...pairs, [ownSoftmax, ownCrossEntropy] as const),
        fc.record({
          hiddenSize: fc.integer({ min: 1, max: 5 }),
          outputSize: fc.integer({ min: 2, max: 4 }),
          dtype: fc.constantFrom('float64' as const, 'float32' as const),
          seed: fc.nat(1000),
          std: fc.constantFrom(0, 0.01, 0.5, 1.5), // 0: every unit on the kink of a relu
        }),
        fc.boolean(),
        (rows, hidden, [output, loss], form, asLabels) => {
          const network = net({ hidden, output, loss }, form);
          const batch = tensor(Float64Array.from(rows.flat()), [rows.length, 5]);
          const classes = tensor(Int32Array.from(rows, (_, n) => (n + form.seed) % form.outputSize));
          const t = asLabels ? classes : oneHot(classes, form.outputSize);
          expectSame(byKernels(network, batch, t), fromScratch(network, batch, t));
        },
      ),
      { numRuns: 150, seed: 4 },
    );
  });

  it('takes targets that are no labels, and one output', () => {
    const soft = tensor(Float64Array.of(0.2, 0, 0.8, 0, 0, 0, 1, 0.5, -0.25, 0.1, 0.6, 0.3), [4, 3]);
    for (const [output, loss] of pairs) {
      const network = net({ output, loss });
      expectSame(byKernels(network, x, soft), fromScratch(network, x, soft));
    }
    const network = net({ output: sigmoid, loss: binaryCrossEntropy }, { outputSize: 1 });
    const bits = tensor(Int32Array.of(0, 1, 1, 0));
    expectSame(byKernels(network, x, bits), fromScratch(network, x, bits));
  });

  it.each([1e-3, 1e-2, 0.03])('takes the step h = %d, for which its series are longer', (h) => {
    for (const [output, loss] of pairs) {
      const network = net({ output, loss });
      expectSame(byKernels(network, x, labels, h), fromScratch(network, x, labels, h));
    }
  });

  it('takes a batch in several blocks of rows, and wide layers in several pieces', () => {
    const [inputs, hiddenSize, rows] = [2000, 61, 70]; // some 65 rows fit, and 42 units of the evaluations of four rows
    const random = randomState(3);
    const some = astype(random.randint(0, 2, rows * inputs), 'float64');
    const batch = mul(random.rand(rows, inputs), reshape(some, [rows, inputs]));
    const t = tensor(Int32Array.from({ length: rows }, (_, n) => n % 3));
    for (const hidden of [sigmoid, tanh]) {
      const sizes = { inputSize: inputs, hiddenSize, outputSize: 3 };
      const how = { init: gaussian({ std: 0.1 }), random: randomState(5) };
      const network = new TwoLayerNet({ ...sizes, ...book, ...how, hidden });
      const found = byKernels(network, batch, t) ?? {};
      for (const [name, p] of Object.entries(network.params)) {
        for (const i of [0, 50, 60, 61, p.data.length - 1].filter((at) => at < p.data.length)) {
          const slope = numericalGradient(
            (value) => {
              const moved = p.data.slice();
              moved[i] = item(value);
              return network.loss(batch, t, { ...network.params, [name]: tensor(moved, p.shape) });
            },
            tensor(p.data.slice(i, i + 1), []),
          );
          expect(Math.abs(found[name]!.data[i]! - item(slope))).toBeLessThan(2e-11);
        }
      }
    }
  });

  it('takes a MultiLayerNet with one hidden layer', () => {
    const options = { inputSize: 5, hiddenSizes: [4], outputSize: 3, ...book };
    const network = new MultiLayerNet({ ...options, random: randomState(0) });
    expectSame(byKernels(network, x, labels), fromScratch(network, x, labels));
  });

  it('has the same bits on every run, and does not go by names', () => {
    const renamed = {
      hidden: { ...sigmoid, name: 'mine', package: 'mine' },
      output: { ...softmax, name: 'mine', package: 'mine' },
      loss: { ...crossEntropy, name: 'mine', package: 'mine' },
    };
    const once = byKernels(net(), x, labels);
    expect(once).toBeDefined();
    expect(byKernels(net({ hidden: tanh }), x, labels)).not.toEqual(once);
    expect(byKernels(net(), x, labels)).toEqual(once);
    expect(byKernels(net(renamed), x, labels)).toEqual(once);
  });

  it('pauses', async () => {
    const steps = kernelSteps(await numericalKernels(), net(), x, labels);
    let pauses = 0;
    while (steps.next().done !== true) pauses += 1;
    expect(pauses).toBe(5);
  });
});
