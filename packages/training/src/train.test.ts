import { identity, relu } from '@bilayer/activations';
import { sumSquaredError } from '@bilayer/losses';
import { TwoLayerNet } from '@bilayer/models';
import { adam, sgd } from '@bilayer/optimizers';
import { randomState } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { batchOf } from './batch.ts';
import type { EvaluationEvent, ReportEvent } from './events.ts';
import { numerical } from './gradient-method.ts';
import { iterationsPerEpoch, train } from './train.ts';
import { collect, digitsData, digitsTask, moonsTask } from './train.testing.ts';

const coded = (code: string, message: RegExp): Error =>
  expect.objectContaining({ code, message: expect.stringMatching(message) as string }) as Error;

describe('train', () => {
  it("makes the same updates as the book's loop written out", async () => {
    const { model, data, random } = digitsTask();
    const other = digitsTask();
    const losses: number[] = [];
    for (let i = 0; i < 20; i++) {
      const { x, t } = batchOf(data.train, other.random.choice(data.train.length, 100).data, 'float64', 10);
      const gradient = other.model.gradient(x, t);
      other.model.params = sgd({ lr: 0.1 }).update(other.model.params, gradient, {
        step: i,
        slots: {},
      }).params;
      losses.push(other.model.loss(x, t).data[0]!);
    }
    const { events } = await collect({
      model,
      data,
      random,
      optimizer: sgd({ lr: 0.1 }),
      iterations: 20,
      reportEvery: 7,
    });
    const reports = events.filter((event): event is ReportEvent => event.type === 'report');
    expect(reports.map(({ iteration }) => iteration)).toEqual([7, 14, 20]);
    expect(reports.flatMap((report) => report.losses)).toEqual(losses);
    expect(model.params).toEqual(other.model.params);
  });

  it('learns handwriting', async () => {
    const { model, data, random } = digitsTask();
    const { end } = await collect({ model, data, random, optimizer: adam({ lr: 0.01 }), epochs: 30 });
    expect(end.reason).toBe('done');
    expect(end.epoch).toBe(30);
    // 95 % came out when this was written; a network that learned nothing gives 10 %.
    expect(end.state.history.accuracies.at(-1)?.test).toBeGreaterThan(0.93);
  });

  it('learns with numerical gradients too, as with backprop but slower', async () => {
    const [slow, fast] = [moonsTask(), moonsTask()];
    const common = { optimizer: sgd({ lr: 0.5 }), iterations: 30, batchSize: 20 };
    await collect({ ...slow, ...common, gradient: numerical() });
    await collect({ ...fast, ...common });
    // 30 steps with gradients that differ by the ε in the loss and by h².
    expect(slow.model.params.W1).toBeAllClose(fast.model.params.W1, { rtol: 1e-4, atol: 1e-6 });
    expect(slow.model.params.W1.data).not.toEqual(fast.model.params.W1.data);
  });

  it('evaluates after the last update of each epoch, or after the first as the book does', async () => {
    const perEpoch = iterationsPerEpoch(digitsData.train.length, 100);
    expect(perEpoch).toBe(15);
    const at = async (evaluate: 'epoch-end' | 'epoch-start'): Promise<number[]> => {
      const { events } = await collect({ ...digitsTask(), optimizer: sgd(), iterations: 40, evaluate });
      return events
        .filter((event): event is EvaluationEvent => event.type === 'evaluation')
        .map(({ iteration }) => iteration);
    };
    expect(await at('epoch-end')).toEqual([15, 30, 40]);
    expect(await at('epoch-start')).toEqual([1, 16, 31, 40]);
  });

  it('evaluates with the accuracy of the whole splits', async () => {
    const { model, data, random } = digitsTask();
    const { end } = await collect({ model, data, random, optimizer: adam(), iterations: 50 });
    const rows = Array.from({ length: data.test.length }, (_, i) => i);
    const { x, t } = batchOf(data.test, rows, 'float64', 10);
    expect(end.state.history.accuracies.at(-1)?.test).toBe(model.accuracy(x, t));
  });

  it('shows each row once an epoch when shuffling', async () => {
    const { model, data, random } = moonsTask();
    const { end } = await collect({
      model,
      data,
      random,
      optimizer: sgd(),
      epochs: 2,
      batchSize: 30,
      sampling: 'shuffle',
    });
    expect(data.train.length).toBe(80);
    expect(end.iteration).toBe(6);
    expect([...end.state.sampler.order].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 80 }, (_, i) => i),
    );
  });

  it('hands the parameters back at each event, and leaves them there when the loop is left', async () => {
    const { model, data, random } = digitsTask();
    const before = model.params;
    for await (const event of train({
      model,
      data,
      random,
      optimizer: sgd(),
      iterations: 100,
      reportEvery: 1,
    })) {
      expect(model.params).not.toBe(before);
      if (event.iteration === 3) break;
    }
    const again = digitsTask();
    await collect({ ...again, optimizer: sgd(), iterations: 3 });
    expect(model.params).toEqual(again.model.params);
  });

  it('trains in float32 and stays there', async () => {
    const task = moonsTask('float32');
    await collect({ ...task, optimizer: adam(), iterations: 20 });
    for (const param of Object.values(task.model.params)) expect(param.dtype).toBe('float32');
  });

  it('stops early and goes back to the best parameters', async () => {
    const { model, data, random } = moonsTask();
    const options = { optimizer: sgd({ lr: 3 }), epochs: 200, batchSize: 10 };
    const { end } = await collect({ model, data, random, ...options, earlyStopping: { patience: 4 } });
    expect(end.reason).toBe('early-stopping');
    const { best, history } = end.state;
    expect(best?.waited).toBe(4);
    expect(end.iteration).toBe((best?.iteration ?? 0) + 4 * 8);
    expect(best?.accuracy).toBe(Math.max(...history.accuracies.map(({ test }) => test)));
    expect(model.params).toEqual(best?.params);
  });

  it('stops with an error when the loss leaves the numbers, and keeps the last good parameters', async () => {
    const random = randomState(0);
    const parts = { hidden: relu, output: identity, loss: sumSquaredError, random };
    const model = new TwoLayerNet({ inputSize: 64, hiddenSize: 20, outputSize: 10, ...parts });
    const run = collect({ model, data: digitsData, random, optimizer: sgd({ lr: 1e3 }), iterations: 500 });
    await expect(run).rejects.toThrow(coded('NOT_FINITE', /learning rate is too high/));
    for (const { data } of Object.values(model.params)) expect(data.every(Number.isFinite)).toBe(true);
  });

  it.each([
    [
      'neither iterations nor epochs',
      { iterations: undefined },
      'BAD_ARGUMENT',
      /either iterations or epochs/,
    ],
    ['both', { epochs: 3 }, 'BAD_ARGUMENT', /either iterations or epochs/],
    ['half a batch', { batchSize: 0.5 }, 'BAD_ARGUMENT', /batchSize.*0\.5/],
    [
      'an unknown choice',
      { sampling: 'shufle' },
      'BAD_ARGUMENT',
      /sampling is replacement or shuffle; got "shufle"/,
    ],
    ['an unknown option', { batchsize: 5 }, 'BAD_ARGUMENT', /no option batchsize/],
    [
      'a factory in place of an optimizer',
      { optimizer: sgd },
      'BAD_ARGUMENT',
      /sgd\(\{ lr: 0\.1 \}\); got a function; call it/,
    ],
    [
      'a promise of data',
      { data: Promise.resolve(digitsData) },
      'BAD_ARGUMENT',
      /await digits\(\); got a Promise/,
    ],
    [
      'a name in place of a gradient method',
      { gradient: 'numerical' },
      'BAD_ARGUMENT',
      /numerical\(\); got string/,
    ],
    ['a checkpoint that is not decoded', { resume: new Uint8Array(8) }, 'BAD_ARGUMENT', /decodeCheckpoint/],
    ['no generator', { random: undefined }, 'BAD_ARGUMENT', /randomState\(0\)/],
    [
      'data of another width',
      { data: digitsData },
      'SHAPE_MISMATCH',
      /digits has 64 features.*takes 2.*inputSize: 64/,
    ],
    [
      'an optimizer of another contract',
      { optimizer: { ...sgd(), contract: 2 } },
      'INCOMPATIBLE_CONTRACT',
      /sgd has contract 2/,
    ],
  ])('refuses %s', async (_, changes, code, message) => {
    const options = { ...moonsTask(), optimizer: sgd(), iterations: 5, ...changes };
    await expect(collect(options as Parameters<typeof collect>[0])).rejects.toThrow(coded(code, message));
  });
});
