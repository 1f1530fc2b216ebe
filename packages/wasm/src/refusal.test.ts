import { relu, softmax } from '@bilayer/activations';
import { crossEntropy } from '@bilayer/losses';
import { MultiLayerNet, TwoLayerNet } from '@bilayer/models';
import { randomState } from '@bilayer/tensor';
import { afterEach, expect, it, vi } from 'vitest';
import { refusal } from './refusal.ts';
import { randomTask } from './tasks.testing.ts';
import { wasm } from './wasm.ts';

const net = { inputSize: 20, outputSize: 3, hidden: relu, output: softmax, random: randomState(0) } as const;

it('is undefined for a task that the engine takes', async () => {
  expect(await refusal(randomTask())).toBeUndefined();
  expect(await refusal(randomTask({ inputs: 100, units: 100 }))).toBeUndefined();
});

it.each([
  ['several hidden layers', new MultiLayerNet({ ...net, hiddenSizes: [4, 4], loss: crossEntropy })],
  ['no loss', new TwoLayerNet({ ...net, hiddenSize: 4 })],
])('is what prepare throws: %s', async (_, model) => {
  const task = { ...randomTask(), model };
  const refused = await refusal(task);
  expect(refused?.code).toBeTruthy();
  await expect(wasm().prepare(task)).rejects.toEqual(refused);
});

it('tells of splits of two kinds before the first evaluation comes upon them', async () => {
  const task = randomTask();
  const { train, test } = task.data;
  const data = { ...task.data, test: { ...test, features: Float32Array.from(test.features) } };
  const refused = await refusal({ ...task, data });
  expect(refused).toMatchObject({ code: 'ENGINE_UNSUPPORTED' });
  expect(refused?.message).toContain('the training split has bytes and the test split floats');
  const session = await wasm().prepare({ ...task, data });
  await expect(session.evaluate(data.test)).rejects.toMatchObject({ code: 'ENGINE_UNSUPPORTED' });
  session.close();
  expect(await refusal({ ...task, data: { ...data, train: { ...test }, test: train } })).toBeUndefined();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it('is WASM_UNAVAILABLE without WebAssembly', async () => {
  vi.resetModules();
  vi.stubGlobal('WebAssembly', undefined);
  const fresh = await import('./refusal.ts');
  const { BilayerError } = await import('@bilayer/tensor');
  const refused = await fresh.refusal(randomTask());
  expect(refused).toBeInstanceOf(BilayerError);
  expect(refused?.code).toBe('WASM_UNAVAILABLE');
});
