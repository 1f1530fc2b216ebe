import { item } from '@bilayer/tensor';
import { batchOf, eager, type Engine, type Session, type SessionState, type Task } from '@bilayer/training';
import { describe, expect, it } from 'vitest';
import { expectFailure, failuresOf } from '../failures.testing.ts';
import { engineCases, type EngineKitOptions } from '../index.ts';
import { copyParams, copyState } from '../optimizer/probe.ts';

/** The eager engine with something done to its sessions. */
function twisted(twist: (session: Session, task: Task) => Partial<Session>): Engine {
  return {
    contract: 1,
    name: 'mine',
    async prepare(task) {
      const session = await eager().prepare(task);
      return { ...session, ...twist(session, task) };
    },
  };
}

interface Broken {
  readonly what: string;
  readonly engine: Engine;
  readonly law: string;
  readonly says: RegExp;
  readonly others?: readonly string[] | 'any';
  readonly options?: EngineKitOptions;
}

const STEPS = 'makes the steps that network and optimizer make';
const OTHERS = 'takes other parts, or refuses them with a code';
const LOSS = 'returns the loss after the update';
const UPDATE = 'has an update that is a step without its loss';
const FAILS = 'leaves the state as it was when a step fails';

let shared: SessionState | undefined;
let calls = 0;

const broken: readonly Broken[] = [
  {
    what: 'an update that changes nothing',
    engine: twisted(() => ({ update: () => Promise.resolve() })),
    law: UPDATE,
    says: /after updates, float64/,
  },
  {
    what: 'half a step',
    engine: {
      contract: 1,
      name: 'mine',
      prepare: (task) => eager().prepare({ ...task, optimizer: task.optimizer.with({ lr: 0.05 }) }),
    },
    law: STEPS,
    says: /mine breaks .*W1 among the parameters, after step 1, float64, element \[0, 0\]: expected .*, got/,
    others: [LOSS, OTHERS],
  },
  {
    what: 'the loss before the update',
    engine: twisted((session, { model, data }) => ({
      async step(rows) {
        const { params } = session.read();
        await session.step(rows);
        const { x, t } = batchOf(data.train, rows, model.dtype, data.classes.length);
        return item(model.loss(x, t, params));
      },
    })),
    law: LOSS,
    says: /the loss of step 1, float64: expected .*, got .*with the new parameters/,
  },
  {
    what: 'accuracy in percent',
    engine: twisted((session) => ({
      evaluate: async (split) => ({ accuracy: 100 * (await session.evaluate(split)).accuracy }),
    })),
    law: 'evaluates with the accuracy of the network',
    says: /evaluate\(train\)\.accuracy: expected 0\.\d+, got \d+/,
  },
  {
    what: 'memory handed out',
    engine: twisted((session) => {
      const { params, optimizer } = session.read();
      const own = { params: copyParams(params), optimizer: copyState(optimizer) };
      const take = (): SessionState => {
        const now = session.read();
        for (const [name, x] of Object.entries(now.params)) own.params[name]?.data.set(x.data);
        return { params: own.params, optimizer: now.optimizer };
      };
      return {
        async step(rows) {
          const loss = await session.step(rows);
          take();
          return loss;
        },
        read: take,
      };
    }),
    law: 'reads copies',
    says: /W1, what read\(\) gave, after further steps/,
  },
  {
    what: 'a state that is not written',
    engine: twisted(() => ({ write: () => undefined })),
    law: 'goes on from a written state bit for bit',
    says: /read\(\) after write\(state\)/,
  },
  {
    what: 'state that sessions share',
    engine: twisted((session) => {
      shared = undefined;
      return {
        async step(rows) {
          if (shared !== undefined) session.write(shared);
          const loss = await session.step(rows);
          shared = session.read();
          return loss;
        },
      };
    }),
    law: 'keeps sessions apart',
    says: /the steps of a session beside another one/,
    others: 'any',
  },
  {
    what: 'chance',
    engine: twisted((session) => ({
      async step(rows) {
        const loss = await session.step(rows);
        const { params, optimizer } = session.read();
        const moved = copyParams(params);
        const [first] = Object.values(moved);
        if (first !== undefined) first.data[0] = first.data[0]! + 1e-15 * ++calls;
        session.write({ params: moved, optimizer });
        return loss;
      },
    })),
    law: 'gives the same bits for the same steps',
    says: /the same steps of another session, element \[0, 0\]/,
    others: 'any',
  },
  {
    what: 'a network written to',
    engine: twisted((session, { model }) => ({
      async step(rows) {
        const loss = await session.step(rows);
        model.params = session.read().params;
        return loss;
      },
    })),
    law: 'leaves the network and the data as they are',
    says: /W1 of the network after four steps/,
    others: 'any',
  },
  {
    what: 'NaN that goes unnoticed',
    engine: twisted((session) => ({
      step: async (rows) => {
        try {
          return await session.step(rows);
        } catch {
          return NaN;
        }
      },
    })),
    law: FAILS,
    says: /step on a row of NaN: expected a rejection with a coded error, got a result/,
    others: ['refuses rows that do not exist'],
  },
  {
    what: 'half of a failed step kept',
    engine: twisted((session) => ({
      step: async (rows) => {
        try {
          return await session.step(rows);
        } catch (error) {
          const { params, optimizer } = session.read();
          session.write({ params, optimizer: { ...optimizer, step: optimizer.step + 1 } });
          throw error;
        }
      },
    })),
    law: FAILS,
    says: /state\.step, read\(\) after a failed step on a row of NaN: expected 2, got 3/,
    others: ['refuses rows that do not exist'],
  },
  {
    what: 'a refusal without a code',
    engine: {
      contract: 1,
      name: 'mine',
      prepare: (task) =>
        task.optimizer.name === 'sgd' ? eager().prepare(task) : Promise.reject(new Error('no')),
    },
    law: OTHERS,
    says: /prepare with the optimizer momentum: expected a session, or a rejection with a coded error, got Error: no/,
  },
  {
    what: 'a gradient method that is not heeded',
    engine: {
      contract: 1,
      name: 'mine',
      prepare: (task) =>
        eager().prepare({ ...task, data: { ...task.data, train: { ...task.data.train, divisor: 1 } } }),
    },
    law: OTHERS,
    says: /after two steps with bytes with a divisor/,
  },
  {
    what: 'a session without close',
    engine: twisted(() => ({ close: undefined }) as unknown as Partial<Session>),
    law: 'fills the contract',
    says: /close of the session that prepare resolves to: expected a function, got undefined/,
    others: 'any',
  },
  {
    what: 'float64 refused, though it is said to be taken',
    engine: {
      contract: 1,
      name: 'mine',
      prepare: (task) =>
        task.model.dtype === 'float32'
          ? eager().prepare(task)
          : Promise.reject(Object.assign(new Error('float32 only'), { code: 'BAD_DTYPE' })),
    },
    law: 'fills the contract',
    says: /prepare\(a task in float64\): expected a result, got BAD_DTYPE: float32 only/,
    others: 'any',
  },
];

describe('a broken engine breaks the law that says so', () => {
  it.each(broken)('$what', async ({ engine, law, says, others, options }) => {
    await expectFailure(engineCases(engine, options), law, says, others);
  });
});

it('accepts an engine that takes float32, SGD and backpropagation only, and says so', async () => {
  const narrow: Engine = {
    contract: 1,
    name: 'narrow',
    async prepare(task) {
      const { model, optimizer, gradient } = task;
      if (model.dtype !== 'float32' || optimizer.name !== 'sgd' || gradient.name !== 'backprop')
        throw Object.assign(new Error('narrow: cannot take it'), { code: 'UNSUPPORTED' });
      return eager().prepare(task);
    },
  };
  expect(await failuresOf(engineCases(narrow, { dtypes: ['float32'] }))).toEqual({});
});
