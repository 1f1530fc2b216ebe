import type { Task } from '@bilayer/training';
import { rowsOf } from '@bilayer/training';
import type { Law } from '../case.ts';
import { codeOf, rejectionOf, shown } from '../check.ts';
import { showNumber } from '../show.ts';
import { near, open, read, step, steps, toleranceOf, type Subject } from './probe.ts';
import { batches, bookTask, otherTasks, reference } from './task.ts';

/** What a session does is what the network and the optimizer would do. */
export const stepLaws: readonly Law<Subject>[] = [
  {
    name: 'fills the contract',
    first: true,
    async run(subject, check) {
      const { engine, dtypes } = subject;
      const { contract, name, prepare } = engine as Partial<Record<keyof typeof engine, unknown>>;
      const parts = [
        ['contract', contract === 1, '1', contract],
        ['name', typeof name === 'string' && name !== '', 'a name, which model files record', name],
        ['prepare', typeof prepare === 'function', 'a function', typeof prepare],
      ] as const;
      for (const [at, holds, expected, got] of parts) {
        check.that(holds, () => ({ at, expected, got: String(got), advice: 'the contract needs it' }));
      }
      for (const dtype of dtypes) (await open(check, subject, bookTask(dtype))).close();
    },
  },
  {
    name: 'can be called at all',
    first: true,
    async run(subject, check) {
      const [dtype = 'float64'] = subject.dtypes;
      const session = await open(check, subject, bookTask(dtype));
      await step(check, session, [0, 1, 2]);
      read(check, session);
      session.close();
    },
  },
  {
    name: 'begins with the parameters of the network',
    async run(subject, check) {
      for (const dtype of subject.dtypes) {
        const task = bookTask(dtype);
        const session = await open(check, subject, task);
        near(check, read(check, session), reference(task, []), () => 0, 'before the first step');
        session.close();
      }
    },
  },
  {
    name: 'makes the steps that network and optimizer make',
    async run(subject, check) {
      for (const dtype of subject.dtypes) {
        const task = bookTask(dtype);
        const session = await open(check, subject, task);
        for (const [i, rows] of batches.entries()) {
          await step(check, session, rows);
          const expected = reference(task, batches.slice(0, i + 1));
          near(
            check,
            read(check, session),
            expected,
            toleranceOf(subject, dtype),
            `after step ${i + 1}, ${dtype}`,
          );
        }
        session.close();
      }
    },
  },
  {
    name: 'returns the loss after the update',
    async run(subject, check) {
      for (const dtype of subject.dtypes) {
        const task = bookTask(dtype);
        const session = await open(check, subject, task);
        const losses = await steps(check, session, batches);
        const tolerance = toleranceOf(subject, dtype);
        for (const [i, expected] of reference(task, batches).losses.entries()) {
          const got = losses[i] ?? NaN;
          check.that(Math.abs(got - expected) <= tolerance(expected), () => ({
            at: `the loss of step ${i + 1}, ${dtype}`,
            expected: showNumber(expected),
            got: showNumber(got),
            advice: 'it is the loss on the same rows with the new parameters, as the book records it',
          }));
        }
        session.close();
      }
    },
  },
  {
    name: 'has an update that is a step without its loss',
    async run(subject, check) {
      for (const dtype of subject.dtypes) {
        const task = bookTask(dtype);
        const [one, other] = [await open(check, subject, task), await open(check, subject, task)];
        if (other.update !== undefined) {
          await steps(check, one, batches);
          for (const rows of batches) {
            await check.later(`update([${rows.join(', ')}])`, async () => {
              await other.update?.(Int32Array.from(rows));
            });
          }
          near(check, read(check, other), read(check, one), () => 0, `after updates, ${dtype}`);
        }
        one.close();
        other.close();
      }
    },
  },
  {
    name: 'evaluates with the accuracy of the network',
    async run(subject, check) {
      for (const dtype of subject.dtypes) {
        const task = bookTask(dtype);
        const { model, data } = task;
        const session = await open(check, subject, task);
        await steps(check, session, batches);
        const { params } = read(check, session);
        for (const part of ['train', 'test'] as const) {
          const { accuracy } = await check.later(`evaluate(${part})`, () => session.evaluate(data[part]));
          const { x, t } = rowsOf(data[part], dtype, data.classes.length);
          const expected = model.accuracy(x, t, params);
          check.that(Math.abs(accuracy - expected) < 1e-12, () => ({
            at: `evaluate(${part}).accuracy`,
            expected: showNumber(expected),
            got: showNumber(accuracy),
            advice: 'the share of all rows of the split that are classified right by the present parameters',
          }));
        }
        session.close();
      }
    },
  },
  {
    name: 'takes other parts, or refuses them with a code',
    async run(subject, check) {
      const { engine, dtypes } = subject;
      const tasks: [string, Task][] = [];
      for (const dtype of ['float64', 'float32'] as const) {
        if (!dtypes.includes(dtype)) tasks.push([`dtype ${dtype}`, bookTask(dtype)]);
      }
      for (const dtype of dtypes)
        tasks.push(...otherTasks(dtype).map(([what, task]): [string, Task] => [what, task]));
      for (const [what, task] of tasks) {
        const error = await rejectionOf(() => engine.prepare(task));
        check.that(error === undefined || codeOf(error) !== undefined, () => ({
          at: `prepare with ${what}`,
          expected: 'a session, or a rejection with a coded error',
          got: shown(error),
          advice: 'say who, what cannot be taken, and what to do; throw a BilayerError',
        }));
        if (error !== undefined) continue;
        const session = await open(check, subject, task);
        const { dtype } = task.model;
        await steps(check, session, batches.slice(0, 2));
        const expected = reference(task, batches.slice(0, 2));
        near(
          check,
          read(check, session),
          expected,
          toleranceOf(subject, dtype),
          `after two steps with ${what}, ${dtype}`,
        );
        session.close();
      }
    },
  },
];
