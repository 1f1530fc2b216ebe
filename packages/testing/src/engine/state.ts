import type { Law } from '../case.ts';
import { rejectionOf, shown } from '../check.ts';
import { changedElement } from '../compare.ts';
import { sameRun } from '../optimizer/compare.ts';
import { copyParams, copyState } from '../optimizer/probe.ts';
import { mustReject, open, read, step, steps, write, type Subject } from './probe.ts';
import { batches, bookTask, withNaNRow } from './task.ts';

/** What a session keeps, and what it leaves alone. */
export const stateLaws: readonly Law<Subject>[] = [
  {
    name: 'gives the same bits for the same steps',
    async run(subject, check) {
      for (const dtype of subject.dtypes) {
        const [one, other] = [
          await open(check, subject, bookTask(dtype)),
          await open(check, subject, bookTask(dtype)),
        ];
        await steps(check, one, batches);
        await steps(check, other, batches);
        sameRun(check, read(check, other), read(check, one), {
          at: 'the same steps of another session',
          advice:
            'sum in an order that depends on lengths only; no Math.random, nothing left over from before',
        });
        one.close();
        other.close();
      }
    },
  },
  {
    name: 'keeps sessions apart',
    async run(subject, check) {
      const [dtype = 'float64'] = subject.dtypes;
      const alone = await open(check, subject, bookTask(dtype));
      await steps(check, alone, batches);
      const [one, other] = [
        await open(check, subject, bookTask(dtype)),
        await open(check, subject, bookTask(dtype)),
      ];
      for (const rows of batches) {
        // At the same time, not one after the other.
        await Promise.all([step(check, one, rows), step(check, other, [30, 31])]);
      }
      other.close();
      await step(check, one, [1]);
      await step(check, alone, [1]);
      sameRun(check, read(check, one), read(check, alone), {
        at: 'the steps of a session beside another one',
        advice: 'a session keeps its state to itself, and goes on when another is closed',
      });
      alone.close();
      one.close();
    },
  },
  {
    name: 'reads copies',
    async run(subject, check) {
      for (const dtype of subject.dtypes) {
        const session = await open(check, subject, bookTask(dtype));
        await step(check, session, [0, 1]);
        const state = session.read();
        const before = { params: copyParams(state.params), state: copyState(state.optimizer) };
        await steps(check, session, batches);
        sameRun(check, { params: state.params, state: state.optimizer }, before, {
          at: 'what read() gave, after further steps',
          advice: 'copy out of the memory that steps write to: a checkpoint holds on to what it read',
        });
        session.close();
      }
    },
  },
  {
    name: 'goes on from a written state bit for bit',
    async run(subject, check) {
      for (const dtype of subject.dtypes) {
        const session = await open(check, subject, bookTask(dtype));
        await steps(check, session, batches.slice(0, 2));
        const half = read(check, session);
        await steps(check, session, batches.slice(2));
        const straight = read(check, session);
        const context = {
          at: 'the steps after write(a state read before)',
          advice: 'write takes over all parameters, all slots of the optimizer and its step',
        };
        write(check, session, half);
        sameRun(check, read(check, session), half, { ...context, at: 'read() after write(state)' });
        await steps(check, session, batches.slice(2));
        sameRun(check, read(check, session), straight, context);
        const fresh = await open(check, subject, bookTask(dtype));
        write(check, fresh, half);
        await steps(check, fresh, batches.slice(2));
        sameRun(check, read(check, fresh), straight, { ...context, at: `${context.at} in a new session` });
        session.close();
        fresh.close();
      }
    },
  },
  {
    name: 'leaves the network and the data as they are',
    async run(subject, check) {
      for (const dtype of subject.dtypes) {
        const task = bookTask(dtype);
        const { params } = task.model;
        const copies = copyParams(params);
        const features = task.data.train.features.slice();
        const session = await open(check, subject, task);
        await steps(check, session, batches);
        await session.evaluate(task.data.test);
        session.close();
        for (const [name, x] of Object.entries(copies)) {
          const now = task.model.params[name] ?? x;
          const bad = changedElement(x, now);
          check.that(bad === undefined, () => ({
            at: `${name} of the network after four steps`,
            expected: 'the parameters it had',
            got: `another number in element ${bad ?? 0}`,
            advice: 'the session trains a copy; train() reads it and puts it back',
          }));
        }
        const bad = features.findIndex((v: number, i: number) => !Object.is(v, task.data.train.features[i]));
        check.that(bad === -1, () => ({
          at: `feature ${bad} of the training split after four steps`,
          expected: 'the number it was',
          got: String(task.data.train.features[bad]),
          advice: 'scale a copy of the features',
        }));
      }
    },
  },
  {
    name: 'leaves the state as it was when a step fails',
    async run(subject, check) {
      for (const dtype of subject.dtypes) {
        const plain = bookTask(dtype);
        const bad = plain.data.train.length;
        const task = { ...plain, data: withNaNRow(plain.data) };
        // An engine that looks at the data first may refuse it.
        if ((await rejectionOf(() => subject.engine.prepare(task))) !== undefined) continue;
        const session = await open(check, subject, task);
        await steps(check, session, batches.slice(0, 2));
        const before = read(check, session);
        const advice =
          'a loss or parameter that is not finite ends the step with NOT_FINITE, and nothing is kept of it';
        const at = 'step on a row of NaN';
        await mustReject(check, at, () => session.step(Int32Array.of(1, bad)), advice);
        sameRun(check, read(check, session), before, { at: `read() after a failed ${at}`, advice });
        await steps(check, session, batches.slice(2));
        const other = await open(check, subject, task);
        await steps(check, other, batches);
        sameRun(check, read(check, session), read(check, other), {
          at: 'the steps after a failed one',
          advice,
        });
        session.close();
        other.close();
      }
    },
  },
  {
    name: 'refuses rows that do not exist',
    async run(subject, check) {
      for (const dtype of subject.dtypes) {
        const task = bookTask(dtype);
        const session = await open(check, subject, task);
        const before = read(check, session);
        const advice = 'row numbers go from 0 to length − 1';
        for (const rows of [[task.data.train.length], [-1], [1, 100_000], []]) {
          const at = `step([${rows.join(', ')}]) of ${task.data.train.length} rows`;
          await mustReject(check, at, () => session.step(Int32Array.from(rows)), advice);
          sameRun(check, read(check, session), before, { at: `read() after ${at}`, advice });
        }
        session.close();
      }
    },
  },
  {
    name: 'gives way without changing the result',
    async run(subject, check) {
      for (const dtype of subject.dtypes) {
        const often = { due: () => true, wait: () => Promise.resolve() };
        const [paused, plain] = [
          await open(check, subject, bookTask(dtype, { pause: often })),
          await open(check, subject, bookTask(dtype)),
        ];
        await steps(check, paused, batches);
        await steps(check, plain, batches);
        sameRun(check, read(check, paused), read(check, plain), {
          at: 'steps with a pause that is always due',
          advice: 'a pause changes when something is computed, not what',
        });
        await aborts(subject, check, dtype);
        paused.close();
        plain.close();
      }
    },
  },
];

/** A pause whose wait rejects is an abort: the step ends with that reason, and nothing is kept of it. */
async function aborts(
  subject: Subject,
  check: Parameters<Law<Subject>['run']>[1],
  dtype: 'float64' | 'float32',
): Promise<void> {
  const reason = new Error('aborted by the kit');
  let stopped = false;
  const pause = { due: () => true, wait: () => (stopped ? Promise.reject(reason) : Promise.resolve()) };
  const session = await open(check, subject, bookTask(dtype, { pause }));
  const before = read(check, session);
  stopped = true;
  const error = await rejectionOf(() => session.step(Int32Array.of(0, 1)));
  check.that(error === undefined || error === reason, () => ({
    at: 'a step whose pause.wait() rejects',
    expected: 'a rejection with the same reason (or a step that asks for no pause)',
    got: shown(error),
    advice: 'pass on what wait() rejects with: train() tells an abort by it',
  }));
  if (error !== undefined) {
    sameRun(check, read(check, session), before, {
      at: 'read() after a step that was aborted',
      advice: 'nothing is kept of a step that is given up',
    });
  }
  session.close();
}
