import { relu, softmax } from '@bilayer/activations';
import { crossEntropy } from '@bilayer/losses';
import { MultiLayerNet } from '@bilayer/models';
import { sgd } from '@bilayer/optimizers';
import { randomState } from '@bilayer/tensor';
import { numerical } from '@bilayer/training';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { randomTask } from './tasks.testing.ts';
import { wasm } from './wasm.ts';

const net = { inputSize: 20, outputSize: 3, hidden: relu, output: softmax, loss: crossEntropy } as const;

describe('what the engine refuses', () => {
  it('gradients by other methods', async () => {
    const gradient = { ...numerical(), name: 'guess' };
    await expect(wasm().prepare({ ...randomTask(), gradient })).rejects.toMatchObject({
      code: 'ENGINE_UNSUPPORTED',
      message:
        'wasm: this engine computes gradients by backprop or numerically, not by guess; use eager() of @bilayer/training for that',
    });
  });

  it.each([{ hiddenSizes: [4, 4] }, { hiddenSizes: [] }])('networks of another form: %o', async (form) => {
    const model = new MultiLayerNet({ ...net, ...form, random: randomState(0) });
    await expect(wasm().prepare({ ...randomTask(), model })).rejects.toMatchObject({
      code: 'ENGINE_UNSUPPORTED',
    });
  });

  it('threads other than one and two', () => {
    expect(() => wasm({ threads: 3 as 2 })).toThrow('wasm: threads is 1 or 2; got 3');
  });

  it('work in a closed session', async () => {
    const session = await wasm().prepare(randomTask());
    session.close();
    session.close();
    await expect(session.step([0])).rejects.toMatchObject({ code: 'BAD_STATE' });
  });
});

it('takes a MultiLayerNet with one hidden layer', async () => {
  const model = new MultiLayerNet({ ...net, hiddenSizes: [4], random: randomState(0) });
  const session = await wasm().prepare({ ...randomTask(), model });
  expect(await session.step([0, 1])).toBeGreaterThan(0);
});

describe('without WebAssembly', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it('says so with a code', async () => {
    vi.resetModules();
    vi.stubGlobal('WebAssembly', undefined);
    const fresh = await import('./wasm.ts');
    await expect(fresh.wasm().prepare(randomTask())).rejects.toMatchObject({ code: 'WASM_UNAVAILABLE' });
  });
});

// A parameter may become infinite where the sigmoid hides it from the loss.
it.each([0.3, 1])('keeps the state when a parameter overflows, density %d', async (density) => {
  const task = randomTask({ dtype: 'float32', optimizer: sgd({ lr: 1e38 }), density });
  const session = await wasm().prepare(task);
  const before = session.read();
  let failed = 0;
  for (let n = 0; n < 5; n++) {
    await session.step([n]).catch((error: unknown) => {
      expect(error).toMatchObject({ code: 'NOT_FINITE' });
      failed++;
    });
    if (failed > 0) break;
    Object.assign(before, session.read());
  }
  expect(failed).toBe(1);
  session.write(session.read());
  expect(session.read()).toEqual(before);
});
