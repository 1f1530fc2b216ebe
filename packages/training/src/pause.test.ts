import { sgd } from '@bilayer/optimizers';
import { describe, expect, it } from 'vitest';
import { numerical } from './gradient-method.ts';
import { createPause } from './pause.ts';
import { collect, digitsTask } from './train.testing.ts';

/** Runs `work` and returns the gaps between the turns of a timer beside it, in milliseconds, sorted. */
async function gapsBeside(work: () => Promise<unknown>): Promise<number[]> {
  const gaps: number[] = [];
  let last = performance.now();
  const timer = setInterval(() => {
    gaps.push(performance.now() - last);
    last = performance.now();
  }, 1);
  await work();
  clearInterval(timer);
  return gaps.sort((a, b) => a - b);
}

describe('training gives way to the event loop', () => {
  // One gradient of this network takes far longer than the 16 ms that are promised.
  it('inside a long numerical gradient', async () => {
    const task = digitsTask(500);
    const gaps = await gapsBeside(() =>
      collect({ ...task, optimizer: sgd(), iterations: 1, gradient: numerical() }),
    );
    expect(gaps.length).toBeGreaterThan(10);
    // The median, so that another process on the machine does not decide.
    expect(gaps[Math.floor(gaps.length / 2)]).toBeLessThan(16);
  });

  it('between backprop steps and in evaluations', async () => {
    const gaps = await gapsBeside(() => collect({ ...digitsTask(50), optimizer: sgd(), epochs: 20 }));
    expect(gaps.length).toBeGreaterThan(5);
    expect(gaps[Math.floor(gaps.length / 2)]).toBeLessThan(16);
  });

  it('so that an abort takes effect inside one long step', async () => {
    const { model, data, random } = digitsTask(2000);
    const before = model.params;
    const abort = new AbortController();
    let asked = Infinity;
    setTimeout(() => {
      asked = performance.now();
      abort.abort();
    }, 30);
    const { end } = await collect({
      model,
      data,
      random,
      optimizer: sgd(),
      iterations: 1,
      gradient: numerical(),
      signal: abort.signal,
    });
    expect(end.reason).toBe('aborted');
    expect(end.iteration).toBe(0);
    expect(model.params).toEqual(before);
    // 100 ms are promised; the rest is for a busy machine. The step itself would take more than a second.
    expect(performance.now() - asked).toBeLessThan(500);
  });

  it('and ends at once when the signal is aborted beforehand', async () => {
    const { end } = await collect({
      ...digitsTask(),
      optimizer: sgd(),
      iterations: 5,
      signal: AbortSignal.abort(),
    });
    expect(end).toMatchObject({ reason: 'aborted', iteration: 0 });
  });
});

describe('createPause', () => {
  it('lets a macrotask run, not only promises', async () => {
    const ran: string[] = [];
    setTimeout(() => {
      ran.push('timer');
    }, 0);
    const pause = createPause();
    const until = performance.now() + 1000;
    while (ran.length === 0 && performance.now() < until) await pause.wait();
    expect(ran).toEqual(['timer']);
  });

  it('rejects with the reason of an abort', async () => {
    const abort = new AbortController();
    const pause = createPause(abort.signal);
    abort.abort(new Error('enough'));
    await expect(pause.wait()).rejects.toThrow('enough');
  });
});
