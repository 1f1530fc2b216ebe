import { adam, momentum, sgd } from '@bilayer/optimizers';
import { describe, expect, it } from 'vitest';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint.ts';
import { numerical } from './gradient-method.ts';
import type { TrainOptions } from './options.ts';
import { collect, moonsTask } from './train.testing.ts';
import type { TrainingState } from './training-state.ts';

const coded = (code: string, message: RegExp): Error =>
  expect.objectContaining({ code, message: expect.stringMatching(message) as string }) as Error;

type Settings = Omit<TrainOptions, 'model' | 'data' | 'random'>;
const runs: readonly (readonly [string, Settings])[] = [
  ['the book', { optimizer: sgd({ lr: 0.1 }), iterations: 24, evaluate: 'epoch-start' }],
  [
    'momentum, shuffled',
    { optimizer: momentum({ lr: 0.1 }), iterations: 24, sampling: 'shuffle', batchSize: 30 },
  ],
  [
    'adam, early stopping',
    { optimizer: adam({ lr: 0.05 }), epochs: 30, batchSize: 20, earlyStopping: { patience: 3 } },
  ],
  ['numerical gradients', { optimizer: sgd({ lr: 0.1 }), iterations: 8, gradient: numerical() }],
];

describe('resume', () => {
  it.each(runs)('goes on bit for bit from any checkpoint, through its file: %s', async (_, settings) => {
    const whole = moonsTask();
    const checkpoints: Uint8Array[] = [];
    const { events, end } = await collect({ ...whole, ...settings, reportEvery: 5, checkpointEvery: 1 });
    for (const event of events)
      if (event.type === 'checkpoint') checkpoints.push(encodeCheckpoint(event.state));
    expect(checkpoints.length).toBeGreaterThan(5);
    for (const bytes of checkpoints) {
      const { model, data } = moonsTask();
      const { state } = decodeCheckpoint(bytes);
      const rest = await collect({ model, data, ...settings, reportEvery: 5, resume: state });
      expect(model.params).toEqual(whole.model.params);
      expect(rest.end.reason).toBe(end.reason);
      expect(encodeCheckpoint(rest.end.state)).toEqual(encodeCheckpoint(end.state));
    }
  });

  it('goes on bit for bit after an abort, wherever it falls', async () => {
    const settings: Settings = { optimizer: adam(), iterations: 12, gradient: numerical(), reportEvery: 1 };
    const whole = moonsTask();
    await collect({ ...whole, ...settings });
    let stopped = 0;
    for (const delay of [0, 1, 2, 5, 10, 20]) {
      const task = moonsTask();
      const abort = new AbortController();
      setTimeout(() => {
        abort.abort();
      }, delay);
      const { end } = await collect({ ...task, ...settings, signal: abort.signal });
      if (end.reason === 'aborted') stopped++;
      expect(task.model.params).toEqual(end.state.params);
      const { model, data } = moonsTask();
      await collect({
        model,
        data,
        ...settings,
        resume: decodeCheckpoint(encodeCheckpoint(end.state)).state,
      });
      expect(model.params).toEqual(whole.model.params);
    }
    // An abort at once always falls inside.
    expect(stopped).toBeGreaterThan(0);
  });

  it('refuses to go on with other settings, naming the first that differs', async () => {
    const { end } = await collect({ ...moonsTask(), optimizer: sgd({ lr: 0.1 }), iterations: 3 });
    const again = (changes: Partial<TrainOptions>): Promise<unknown> =>
      collect({ ...moonsTask(), optimizer: sgd({ lr: 0.1 }), iterations: 6, resume: end.state, ...changes });
    await expect(again({ optimizer: sgd({ lr: 0.2 }) })).rejects.toThrow(
      coded('RESUME_MISMATCH', /optimizer.*0\.1.*0\.2/),
    );
    await expect(again({ batchSize: 7 })).rejects.toThrow(coded('RESUME_MISMATCH', /batchSize 100.*7/));
    await expect(again({ ...moonsTask('float32') })).rejects.toThrow(
      coded('RESUME_MISMATCH', /dtype float64.*float32/),
    );
    await expect(again({ evaluate: 'epoch-start' })).rejects.toThrow(coded('RESUME_MISMATCH', /evaluate/));
    await expect(again({ gradient: numerical({ h: 1e-3 }) })).rejects.toThrow(
      coded('RESUME_MISMATCH', /gradient/),
    );
    await expect(again({ earlyStopping: { patience: 2 } })).rejects.toThrow(
      coded('RESUME_MISMATCH', /earlyStopping/),
    );
    await expect(again({})).resolves.toBeDefined();
  });
});

describe('a checkpoint file', () => {
  const state = async (): Promise<TrainingState> => {
    const options = { optimizer: adam(), iterations: 7, reportEvery: 5, earlyStopping: { patience: 9 } };
    return (await collect({ ...moonsTask(), ...options })).end.state;
  };

  it('brings the whole state and the notes back', async () => {
    const before = await state();
    const { state: after, notes } = decodeCheckpoint(encodeCheckpoint(before, { out: 'model.safetensors' }));
    expect(after).toEqual(before);
    expect(notes).toEqual({ out: 'model.safetensors' });
  });

  it('keeps a normal number that the generator has in hand', async () => {
    const before = await state();
    const odd = { ...before, random: { ...before.random, spareNormal: -0.1234567890123456 } };
    expect(decodeCheckpoint(encodeCheckpoint(odd)).state.random).toEqual(odd.random);
  });

  it('is refused when it is something else or cut short', async () => {
    const bytes = encodeCheckpoint(await state());
    for (const length of [0, 7, 8, 100, bytes.length - 1]) {
      expect(() => decodeCheckpoint(bytes.subarray(0, length), { name: 'x.checkpoint' })).toThrow(
        /x\.checkpoint/,
      );
    }
    const { writeSafetensors } = await import('@bilayer/formats');
    expect(() => decodeCheckpoint(writeSafetensors({}))).toThrow(coded('BAD_CHECKPOINT', /not a checkpoint/));
    expect(() => decodeCheckpoint(writeSafetensors({}, { 'bilayer-checkpoint': '{"format":9}' }))).toThrow(
      coded('BAD_CHECKPOINT', /format 9/),
    );
  });
});
