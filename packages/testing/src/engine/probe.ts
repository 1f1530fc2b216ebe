import type { FloatDType } from '@bilayer/models';
import type { Engine, Session, SessionState, Task } from '@bilayer/training';
import { codeOf, rejectionOf, shown, type Check } from '../check.ts';
import { within } from '../compare.ts';
import { sameNames } from '../optimizer/compare.ts';
import { copyParams, copyState, type Run } from '../optimizer/probe.ts';
import { showValue } from '../show.ts';

/** What the laws of engines are checked on. */
export interface Subject {
  readonly engine: Engine;
  /** What it must take. */
  readonly dtypes: readonly FloatDType[];
  readonly tolerance?: number;
}

/** A session with what it promises checked. */
export async function open(check: Check, { engine }: Subject, task: Task): Promise<Session> {
  const session = await check.later(`prepare(a task in ${task.model.dtype})`, () => engine.prepare(task));
  for (const method of ['step', 'evaluate', 'read', 'write', 'close'] as const) {
    check.that(typeof (session as Partial<Session> | undefined)?.[method] === 'function', () => ({
      at: `${method} of the session that prepare resolves to`,
      expected: 'a function',
      got: showValue((session as Partial<Session> | undefined)?.[method]),
      advice: 'a session has step, evaluate, read, write and close',
    }));
  }
  return session;
}

export async function step(check: Check, session: Session, rows: readonly number[]): Promise<number> {
  const at = `step([${rows.join(', ')}])`;
  const loss = await check.later(at, () => session.step(Int32Array.from(rows)));
  check.that(typeof loss === 'number', () => ({
    at,
    expected: 'the loss, a number',
    got: showValue(loss),
    advice: 'a step resolves to the loss on the same rows after the update',
  }));
  return loss;
}

/** Steps with each of the batches; their losses. */
export async function steps(
  check: Check,
  session: Session,
  batches: readonly (readonly number[])[],
): Promise<number[]> {
  const losses: number[] = [];
  for (const rows of batches) losses.push(await step(check, session, rows));
  return losses;
}

/** The state as it is, copied. */
export function read(check: Check, session: Session): Run {
  const state = check.call('read()', () => session.read());
  const given: unknown = state;
  const { params, optimizer } = (given ?? {}) as Partial<SessionState>;
  check.that(typeof params === 'object' && typeof optimizer === 'object', () => ({
    at: 'read()',
    expected: '{ params, optimizer }',
    got: showValue(state),
    advice: 'a checkpoint keeps both',
  }));
  return { params: copyParams(state.params), state: copyState(state.optimizer) };
}

export function write(check: Check, session: Session, { params, state }: Run): void {
  check.call('write(state)', () => {
    session.write({ params: copyParams(params), optimizer: copyState(state) });
  });
}

/** How far parameters and losses may be from the reference. */
export function toleranceOf({ tolerance }: Subject, dtype: FloatDType): (value: number) => number {
  // A few steps of another order of sums: some 1e-14 in float64, and 1e-6 in float32.
  const relative = tolerance ?? (dtype === 'float64' ? 1e-10 : 1e-4);
  return (value) => relative * (1 + Math.abs(value));
}

/** Checks parameters, slots and the count of steps against the reference. */
export function near(
  check: Check,
  actual: Run,
  expected: Run,
  tolerance: (v: number) => number,
  at: string,
): void {
  const advice = 'a step is the gradient of the loss on the rows, and one update of the optimizer';
  const sets: [string, Run['params'] | undefined, Run['params']][] = [
    ['parameters', actual.params, expected.params],
    ...Object.entries(expected.state.slots).map(
      ([slot, set]): [string, Run['params'] | undefined, Run['params']] => [
        `slot ${slot}`,
        actual.state.slots[slot],
        set,
      ],
    ),
  ];
  for (const [what, now, set] of sets) {
    sameNames(check, now ?? {}, set, `${what}, ${at}`);
    for (const [name, x] of Object.entries(set)) {
      within(check, now?.[name] ?? x, x, tolerance, { at: `${name} among the ${what}, ${at}`, advice });
    }
  }
  check.that(actual.state.step === expected.state.step, () => ({
    at: `optimizer.step, ${at}`,
    expected: String(expected.state.step),
    got: String(actual.state.step),
    advice: 'every step is one update of the optimizer, and is counted',
  }));
}

/** Checks that a call rejects, with a coded error. */
export async function mustReject(
  check: Check,
  at: string,
  work: () => unknown,
  advice: string,
): Promise<void> {
  const error = await rejectionOf(work);
  check.that(error !== undefined && codeOf(error) !== undefined, () => ({
    at,
    expected: 'a rejection with a coded error',
    got: error === undefined ? 'a result' : shown(error),
    advice,
  }));
}
