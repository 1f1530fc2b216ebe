import {
  defineActivation,
  elu,
  gelu,
  geluTanh,
  hardSigmoid,
  identity,
  leakyRelu,
  mish,
  relu,
  selu,
  sigmoid,
  silu,
  softmax,
  softplus,
  softsign,
  step,
  tanh,
  type Activation,
} from '@bilayer/activations';
import {
  binaryCrossEntropy,
  crossEntropy,
  hinge,
  meanSquaredError,
  softmaxCrossEntropy,
  sumSquaredError,
} from '@bilayer/losses';
import type { FloatDType } from '@bilayer/models';
import {
  adaGrad,
  adam,
  adamW,
  constant,
  cosine,
  momentum,
  nesterov,
  rmsProp,
  sgd,
} from '@bilayer/optimizers';
import { add, mul, sqrt } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { expected, randomTask, run, someBatches, type Wanted } from './tasks.testing.ts';
import { wasm } from './wasm.ts';

// A few steps of other orders of sums: some 1e-15 in float64 and 1e-7 in float32, times what the network makes of them.
const bounds: Readonly<Record<FloatDType, number>> = { float64: 1e-11, float32: 1e-4 };

/** Steps in WebAssembly are those of the eager engine. */
async function compare(wanted: Wanted, batches = someBatches, threads: 1 | 2 = 1): Promise<void> {
  const task = randomTask(wanted);
  const session = await wasm({ threads }).prepare(task);
  const got = await run(session, task, batches);
  const reference = await expected(task, batches);
  const bound = bounds[task.model.dtype];
  for (const [i, loss] of reference.losses.entries()) {
    expect(Math.abs(got.losses[i]! - loss)).toBeLessThan(bound * (1 + Math.abs(loss)));
  }
  for (const [name, x] of Object.entries(reference.state.params)) {
    expect(got.state.params[name]).toBeAllClose(x, { rtol: bound, atol: bound });
  }
  for (const [slot, values] of Object.entries(reference.state.optimizer.slots)) {
    for (const [name, x] of Object.entries(values)) {
      expect(got.state.optimizer.slots[slot]?.[name]).toBeAllClose(x, { rtol: bound, atol: bound });
    }
  }
  expect(got.state.optimizer.step).toBe(reference.state.optimizer.step);
  expect(got.accuracy).toBe(reference.accuracy);
}

/** ½ (a + √(a² + b)), whose derivative is derived. */
const derived = defineActivation({
  name: 'squareplus',
  config: { b: 4 },
  forward: (a, { b }) => mul(0.5, add(a, sqrt(add(mul(a, a), b)))),
});

/** a², with a slope that is not its derivative. */
const ownBackward = defineActivation({
  name: 'square',
  forward: (a) => mul(a, a),
  backward: (dz, { a, z }) => mul(dz, add(a, z)),
});

/** Functions of numbers, which have no trace. */
const ofNumbers = defineActivation({ name: 'cube', value: (a) => a * a * a, slope: (a) => 3 * a * a });

describe.each(['float32', 'float64'] as const)('a step in %s', (dtype) => {
  it.each([identity, sigmoid, relu, tanh] as Activation[])('with the kernel for $name', async (hidden) => {
    const session = await wasm().prepare(randomTask({ dtype, hidden }));
    expect(session.description.hidden).toBe('kernel');
    session.close();
    await compare({ dtype, hidden });
  });

  it.each([
    leakyRelu,
    leakyRelu.with({ alpha: -0.5 }),
    elu,
    elu.with({ alpha: 0.3 }),
    selu,
    softsign,
    step,
    hardSigmoid,
    softplus,
    silu,
    mish,
    gelu,
    geluTanh,
    derived,
    ownBackward,
  ] as Activation[])('with a program for $name', async (hidden) => {
    const session = await wasm().prepare(randomTask({ dtype, hidden }));
    expect(session.description).toMatchObject({ hidden: 'program', output: 'kernel', optimizer: 'kernel' });
    session.close();
    await compare({ dtype, hidden });
    await compare({ dtype, hidden, units: 50, density: 1 });
  });

  it.each([derived, gelu] as Activation[])('a hundred times with a program for $name', async (hidden) => {
    const batches = Array.from({ length: 100 }, (_, n) => [n % 40, (7 * n) % 40, (11 * n + 5) % 40]);
    await compare({ dtype, hidden }, batches);
  });

  it.each([softmax, ofNumbers] as Activation[])('with $name on a view', async (hidden) => {
    const session = await wasm().prepare(randomTask({ dtype, hidden }));
    expect(session.description).toMatchObject({ hidden: 'view', output: 'kernel', optimizer: 'kernel' });
    session.close();
    await compare({ dtype, hidden });
  });

  it.each([
    { output: softmax, loss: crossEntropy },
    { output: softmax, loss: crossEntropy.with({ epsilon: 1e-3 }) },
    { output: identity, loss: softmaxCrossEntropy },
    { output: identity, loss: meanSquaredError },
    { output: sigmoid, loss: meanSquaredError },
    { output: softmax, loss: meanSquaredError },
    { output: identity, loss: sumSquaredError },
    { output: sigmoid, loss: sumSquaredError },
    { output: softmax, loss: sumSquaredError },
    { output: sigmoid, loss: binaryCrossEntropy },
  ] as const)('with the kernel for $output.name and $loss.name', async ({ output, loss }) => {
    const session = await wasm().prepare(randomTask({ dtype, output, loss }));
    expect(session.description.output).toBe('kernel');
    session.close();
    for (const outputs of [3, 5, 11]) await compare({ dtype, output, loss, outputs });
  });

  it('with one output', async () => {
    await compare({ dtype, output: sigmoid, loss: binaryCrossEntropy, outputs: 1 });
  });

  it.each([
    { output: identity, loss: hinge },
    { output: tanh, loss: meanSquaredError },
    { output: softmax, loss: softmaxCrossEntropy },
  ] as const)('with $output.name and $loss.name on a view', async ({ output, loss }) => {
    const session = await wasm().prepare(randomTask({ dtype, output, loss }));
    expect(session.description).toMatchObject({ hidden: 'kernel', output: 'view' });
    session.close();
    await compare({ dtype, output, loss });
  });

  it.each([
    sgd({ lr: 0.3 }),
    sgd({ lr: cosine({ lr: 0.3, steps: 3 }) }),
    momentum(),
    nesterov({ lr: 0.1 }),
    adaGrad(),
    rmsProp(),
    adam(),
    adamW({ weightDecay: 0.3 }),
  ])('with the kernel for $name', async (optimizer) => {
    const session = await wasm().prepare(randomTask({ dtype, optimizer }));
    expect(session.description.optimizer).toBe('kernel');
    session.close();
    await compare({ dtype, optimizer });
    await compare({ dtype, optimizer, density: 1 });
  });

  it.each([sgd({ lr: 0.3 }), adam(), { ...momentum(), package: 'elsewhere' }])(
    'with weights that decay by $name',
    async (optimizer) => {
      for (const density of [0.3, 1]) await compare({ dtype, optimizer, density, weightDecay: 0.2 });
      await compare({ dtype, optimizer, hidden: softmax, weightDecay: 0.2 });
    },
  );

  it('with an optimizer on a view', async () => {
    const optimizer = { ...adam({ lr: constant({ lr: 0.02 }) }), package: 'elsewhere' };
    const session = await wasm().prepare(randomTask({ dtype, optimizer }));
    expect(session.description.optimizer).toBe('view');
    session.close();
    await compare({ dtype, optimizer });
  });

  it('with panels of every width, and several', async () => {
    for (let units = 1; units <= 60; units += 3) await compare({ dtype, units });
    await compare({ dtype, units: 128 });
  });

  it('with a W1 of several blocks', async () => {
    await compare({ dtype, inputs: 1200, units: 50 });
    await compare({ dtype, inputs: 1200, units: 50 }, someBatches, 2);
  });

  it('on dense rows of every remainder', async () => {
    for (const inputs of [1, 2, 3, 4, 17]) await compare({ dtype, inputs, density: 1, units: 9 });
  });

  it('on large batches, whose transposition takes several parts', async () => {
    const batches = [300, 513, 1030].map((length) => Array.from({ length }, (_, i) => (i * 7) % 40));
    await compare({ dtype }, batches);
    await compare({ dtype }, batches, 2);
  });

  it('has the same bits with two threads when weights decay', async () => {
    const task = randomTask({ dtype, units: 50, weightDecay: 0.1 });
    const [one, two] = [await wasm({ threads: 1 }).prepare(task), await wasm({ threads: 2 }).prepare(task)];
    expect(await run(two, task, someBatches)).toEqual(await run(one, task, someBatches));
  });

  it.each([
    [0.3, sigmoid],
    [1, sigmoid],
    [0.3, derived],
    [0.3, gelu],
  ] as [number, Activation][])(
    'has the same bits with two threads, density %d, $1.name',
    async (density, hidden) => {
      for (const units of [7, 50]) {
        const task = randomTask({ dtype, density, units, hidden });
        const [one, two] = [
          await wasm({ threads: 1 }).prepare(task),
          await wasm({ threads: 2 }).prepare(task),
        ];
        expect([one.description.threads, two.description.threads]).toEqual([1, 2]);
        const batches = [...someBatches, Array.from({ length: 601 }, (_, i) => (i * 3) % 40)];
        expect(await run(two, task, batches)).toEqual(await run(one, task, batches));
      }
    },
  );
});
