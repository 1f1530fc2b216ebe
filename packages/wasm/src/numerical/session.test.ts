import { defineActivation, relu, sigmoid, softmax, tanh, type Activation } from '@bilayer/activations';
import { crossEntropy, hinge, meanSquaredError } from '@bilayer/losses';
import { adam, sgd } from '@bilayer/optimizers';
import { add, mul, sqrt } from '@bilayer/tensor';
import { numerical } from '@bilayer/training';
import { describe, expect, it } from 'vitest';
import { expected, randomTask, run, someBatches } from '../tasks.testing.ts';
import { wasm } from '../wasm.ts';

const squareplus = defineActivation({
  name: 'squareplus',
  forward: (a) => mul(0.5, add(a, sqrt(add(mul(a, a), 4)))),
});
const gradient = numerical();

describe.each([
  ['float64', 1e-11],
  ['float32', 1e-4],
] as const)('training by a numerical gradient in %s', (dtype, bound) => {
  it.each([
    { hidden: sigmoid, output: softmax, loss: crossEntropy, place: 'kernel' },
    { hidden: squareplus as Activation, output: softmax, loss: crossEntropy, place: 'kernel' },
    { hidden: relu, output: tanh, loss: meanSquaredError, place: 'view' },
    { hidden: softmax, output: softmax, loss: hinge, place: 'view' },
  ] as const)(
    'is that of the eager engine: $hidden.name, $output.name, $loss.name',
    async ({ place, ...parts }) => {
      for (const optimizer of [sgd({ lr: 0.1 }), adam()]) {
        const task = randomTask({ inputs: 8, dtype, optimizer, gradient, ...parts });
        const session = await wasm().prepare(task);
        expect(session.description).toMatchObject({ gradient: place, optimizer: 'view' });
        const got = await run(session, task, someBatches);
        const reference = await expected(task, someBatches);
        for (const [i, loss] of reference.losses.entries()) {
          // Sums in another order, and what a few steps make of them.
          expect(Math.abs(got.losses[i]! - loss)).toBeLessThan(bound * (1 + loss));
        }
        for (const [name, p] of Object.entries(reference.state.params)) {
          // A numerical gradient of two whole losses leaves 1e-12 over 2h; Adam makes a step of any gradient.
          const coupled = parts.hidden === softmax;
          const atol = coupled && optimizer.name === 'adam' ? 1e-2 : Math.max(bound, coupled ? 1e-9 : 0);
          expect(got.state.params[name]).toBeAllClose(p, { rtol: bound, atol });
        }
        expect(got.state.optimizer.step).toBe(someBatches.length);
        expect(got.accuracy).toBe(reference.accuracy);
      }
    },
  );

  it('has the same bits on every run', async () => {
    const task = randomTask({ dtype, gradient });
    const once = await run(await wasm().prepare(task), task, someBatches);
    expect(await run(await wasm().prepare(task), task, someBatches)).toEqual(once);
  });
});

it('takes the step that the method has', async () => {
  const losses = async (h: number): Promise<readonly number[]> => {
    const task = randomTask({ gradient: numerical({ h }) });
    return (await run(await wasm().prepare(task), task, someBatches)).losses;
  };
  expect(await losses(1e-4)).not.toEqual(await losses(1e-2));
});

it('gives way within a step, and an abort there leaves the state as it was', async () => {
  let waits = 0;
  const task = randomTask({ gradient });
  const stopped = new Error('enough');
  const session = await wasm().prepare({
    ...task,
    pause: { due: () => true, wait: () => (++waits < 3 ? Promise.resolve() : Promise.reject(stopped)) },
  });
  const before = session.read();
  await expect(session.step([0, 1, 2])).rejects.toBe(stopped);
  expect(waits).toBe(3);
  expect(session.read()).toEqual(before);
});
