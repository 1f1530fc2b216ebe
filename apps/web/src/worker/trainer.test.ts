import { expect, it } from 'vitest';
import { defaults, runOf, type Run } from '../state/state.ts';
import type { Command, Report } from './protocol.ts';
import { createTrainer } from './trainer.ts';

/** A trainer, and what it has said; `until` waits for a report of that type that comes from now on. */
function start(): {
  readonly send: (command: Command) => void;
  readonly said: readonly Report[];
  readonly until: <T extends Report['type']>(type: T) => Promise<Extract<Report, { type: T }>>;
} {
  const said: Report[] = [];
  const waiting = new Set<(report: Report) => void>();
  const send = createTrainer((report) => {
    said.push(report);
    for (const one of waiting) one(report);
  });
  const until = <T extends Report['type']>(type: T): Promise<Extract<Report, { type: T }>> =>
    new Promise((resolve) => {
      const hear = (report: Report): void => {
        if (report.type !== type) return;
        waiting.delete(hear);
        resolve(report as Extract<Report, { type: T }>);
      };
      waiting.add(hear);
    });
  return { send, said, until };
}

const small: Run = { ...runOf(defaults), data: 'iris', hidden: 6, epochs: 50 };

it('goes on from a checkpoint with the same bits', async () => {
  const whole = start();
  whole.send({ type: 'configure', run: small });
  whole.send({ type: 'run' });
  whole.send({ type: 'save' });
  // The save stops the run, which makes no difference to a later one.
  await whole.until('saved');
  whole.send({ type: 'run' });
  await whole.until('stopped');
  whole.send({ type: 'save' });
  const { bytes } = await whole.until('saved');

  const first = start();
  first.send({ type: 'configure', run: small });
  first.send({ type: 'step', count: 7 });
  const { bytes: checkpoint, iteration } = await first.until('checkpoint');
  expect(iteration).toBe(7);
  const second = start();
  second.send({ type: 'configure', run: small, checkpoint });
  expect((await second.until('ready')).iteration).toBe(7);
  second.send({ type: 'run' });
  expect((await second.until('stopped')).reason).toBe('done');
  second.send({ type: 'save' });
  expect((await second.until('saved')).bytes).toEqual(bytes);
});

it('tells losses, accuracies and insight, at most fifteen times a second', async () => {
  const { send, said, until } = start();
  const began = performance.now();
  send({ type: 'configure', run: { ...small, epochs: 2000 } });
  send({ type: 'run' });
  await until('stopped');
  const seconds = (performance.now() - began) / 1000;
  const snapshots = said.flatMap((report) => (report.type === 'snapshot' ? [report.snapshot] : []));
  expect(snapshots.length).toBeLessThan(15 * seconds + 4);
  expect(snapshots.at(-1)?.iteration).toBe(4000);
  expect(snapshots.flatMap(({ losses }) => losses).length).toBeGreaterThan(20);
  const last = said.findLast((report) => report.type === 'insight');
  expect(last?.type === 'insight' && last.insight.confusion.reduce((sum, n) => sum + n, 0)).toBe(30);
});

it('trains by the numerical gradient, and draws planes', async () => {
  const { send, until } = start();
  send({ type: 'configure', run: { ...small, data: 'spiral', gradient: 'numerical', epochs: 1 } });
  const { data } = await until('ready');
  expect(data.points?.labels.length).toBe(500);
  send({ type: 'run' });
  const insight = until('insight');
  await until('stopped');
  expect((await insight).insight.plane?.said.length).toBe(64 * 64);
});

it('says what failed, and what it lacks', async () => {
  const { send, until } = start();
  send({ type: 'run' });
  expect((await until('failed')).code).toBe('NOT_READY');
  send({ type: 'configure', run: { ...small, data: 'mnist' } });
  expect(await until('failed')).toMatchObject({ during: 'configure', code: 'NO_MNIST' });
  send({ type: 'configure', run: { ...small, activation: 'formula(x *)' } });
  expect(await until('failed')).toMatchObject({
    during: 'configure',
    message: expect.stringContaining('x *') as string,
  });
  send({ type: 'configure', run: { ...small, init: 'he', activation: 'relu', rate: 1e30 } });
  send({ type: 'run' });
  expect(await until('failed')).toMatchObject({ during: 'run', code: 'NOT_FINITE' });
});
