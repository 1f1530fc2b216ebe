import * as builtInActivations from '@bilayer/activations';
import {
  defineActivation,
  identity,
  relu,
  sigmoid,
  softmax,
  step,
  tanh,
  type Activation,
} from '@bilayer/activations';
import { numericalGradient } from '@bilayer/gradient';
import {
  binaryCrossEntropy,
  crossEntropy,
  huber,
  meanSquaredError,
  defineLoss,
  softmaxCrossEntropy,
  sumSquaredError,
  targetValues,
  type Loss,
} from '@bilayer/losses';
import { gaussian, MultiLayerNet, TwoLayerNet, type Network, type Params } from '@bilayer/models';
import {
  abs,
  add,
  astype,
  BilayerError,
  div,
  exp,
  fromArray,
  greater,
  isFloat,
  item,
  less,
  log,
  max,
  maximum,
  mean,
  min,
  minimum,
  mul,
  neg,
  oneHot,
  pow,
  randomState,
  reshape,
  sqrt,
  sub,
  sum,
  tanh as tanh_,
  tensor,
  where,
  type Tensor,
} from '@bilayer/tensor';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { numericalKernels, type Numerical } from './kernels.ts';
import { kernelSteps } from './steps.ts';

const continuous = Object.values<unknown>(builtInActivations).filter(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'over' in value &&
    value.over === 'element' &&
    value !== step,
) as Activation[];

const squareplus = defineActivation({
  name: 'squareplus',
  forward: (a) => mul(0.5, add(a, sqrt(add(mul(a, a), 4)))),
});

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

const ownSoftmax = defineActivation({
  name: 'ownSoftmax',
  forward(a) {
    const e = exp(sub(a, max(a, { axis: 1, keepDims: true })));
    return div(e, sum(e, { axis: 1, keepDims: true }));
  },
});
/** Of its own operations: every one that there is. */
const strange = defineActivation({
  name: 'strange',
  over: 'row',
  forward(a) {
    const least = min(a, { axis: 1, keepDims: true });
    const bent = where(greater(a, 0), minimum(a, 2), maximum(tanh_(a), -0.5));
    return add(div(bent, add(1, abs(neg(least)))), mul(sqrt(add(1, mul(a, a))), fromArray([0.1, 0.2, 0.3])));
  },
});
const ownCrossEntropy = defineLoss({
  name: 'ownCrossEntropy',
  perRow: (y, t) => neg(sum(mul(targetValues('own', y, t), log(add(y, 1e-7))), { axis: 1 })),
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

interface Parts {
  readonly hidden: Activation;
  readonly output: Activation;
  readonly loss: Loss;
}
const book: Parts = { hidden: sigmoid, output: softmax, loss: crossEntropy };

interface Form {
  readonly hiddenSize?: number;
  readonly outputSize?: number;
  readonly dtype?: 'float64' | 'float32';
  readonly std?: number;
  readonly seed?: number;
}

function net(parts: Partial<Parts> = {}, form: Form = {}): TwoLayerNet {
  const { hiddenSize = 4, outputSize = 3, dtype = 'float64', std = 0.5, seed = 0 } = form;
  const sizes = { inputSize: 5, hiddenSize, outputSize };
  const how = { dtype, init: gaussian({ std }), random: randomState(seed) };
  return new TwoLayerNet({ ...sizes, ...book, ...parts, ...how });
}

let numerical: Numerical;
beforeAll(async () => {
  numerical = await numericalKernels();
});

/** By kernels; undefined where there are none. */
function byKernels(network: Network, x: Tensor, t: Tensor, h?: number): Params | undefined {
  const steps = kernelSteps(numerical, network, x, t, network.params, h);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

const float64 = (x: Tensor): Tensor => (isFloat(x.dtype) ? astype(x, 'float64') : x);

/** Every loss from scratch, in float64. */
function fromScratch(network: Network, x: Tensor, t: Tensor, h?: number): Params {
  const params = Object.fromEntries(Object.entries(network.params).map(([name, p]) => [name, float64(p)]));
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      numericalGradient(
        (moved) => network.loss(float64(x), float64(t), { ...params, [name]: moved }),
        value,
        h === undefined ? {} : { h },
      ),
    ]),
  );
}

/** The two agree to what rounding leaves of a difference of two losses: some ulps of them, 2e-16 each, over 2h = 2e-4. */
function expectSame(got: Params | undefined, wanted: Params): void {
  expect(Object.keys(got ?? {})).toEqual(Object.keys(wanted));
  for (const [name, value] of Object.entries(wanted)) {
    // A float32 result is rounded to its seven digits.
    const single = got?.[name]?.dtype === 'float32';
    expect(got?.[name]).toBeAllClose(value, { rtol: single ? 6e-8 : 1e-8, atol: 2e-11 });
  }
}

const labels = tensor(Int32Array.of(0, 2, 1, 2));
/** Rows with zeros, equal values, negative ones, and two rows that are the same. */
const x = tensor(
  Float64Array.of(0, 0.5, 0.5, 0, 1, 0, 0, 0, 0, 0, -0.7, 0.3, 0.5, 1, -0.7, -0.7, 0.3, 0.5, 1, -0.7),
  [4, 5],
);

describe('a numerical gradient by kernels', () => {
  it.each(continuous.concat(squareplus))('is that of every loss from scratch after $name', (hidden) => {
    for (const [output, loss] of pairs) {
      const network = net({ hidden, output, loss });
      expectSame(byKernels(network, x, labels), fromScratch(network, x, labels));
    }
  });

  it.each(programs)('runs the operations of $output.name and $loss.name', ({ output, loss }) => {
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

  it('pauses', () => {
    const steps = kernelSteps(numerical, net(), x, labels);
    let pauses = 0;
    while (steps.next().done !== true) pauses += 1;
    expect(pauses).toBe(5);
  });
});

describe('what is left to others', () => {
  const left = (network: Network, batch = x, t: Tensor = labels, h?: number): void => {
    expect(byKernels(network, batch, t, h)).toBeUndefined();
  };

  it('losses and outputs without a kernel', () => {
    left(net({ output: tanh, loss: meanSquaredError }));
    left(net({ output: softmax, loss: softmaxCrossEntropy }));
    left(net({ output: identity, loss: huber }));
    // A gradient of subtracted losses, but of an operation that kernels do not have, or of none at all.
    const powers = (y: Tensor): Tensor => sum(pow(y, 3), { axis: 1 });
    const reading = (y: Tensor): Tensor => tensor(Float64Array.from({ length: 4 }, (_, n) => y.data[3 * n]!));
    for (const perRow of [powers, reading]) {
      left(net({ output: identity, loss: defineLoss({ name: 'own', perRow }) }));
    }
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
