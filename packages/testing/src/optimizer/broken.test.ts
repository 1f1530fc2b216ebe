import { defineOptimizer, sgd, type Optimizer, type OptimizerState, type Params } from '@bilayer/optimizers';
import { BilayerError, mergeConfig, type Config, type Tensor, type TypedArray } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { expectFailure, failuresOf } from '../failures.testing.ts';
import { optimizerCases } from '../index.ts';

const map = (params: Params, f: (x: Tensor, name: string) => Tensor): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(params).map(([name, x]) => [name, f(x, name)]));

/** θ − η (g + ½ v), v the last gradient, written by hand; `parts` make it wrong. */
function byHand(parts: Partial<Optimizer> = {}, config: Config = { lr: 0.1 }): Optimizer {
  const made: Optimizer = {
    contract: 1,
    name: 'mine',
    config,
    with: (changes) => byHand(parts, mergeConfig('mine', config, changes)),
    init: (params) => ({ step: 0, slots: { v: map(params, (x) => ({ ...x, data: x.data.map(() => 0) })) } }),
    update<P extends Params>(params: P, grads: Params, state: OptimizerState) {
      const names = (set: Params): string =>
        Object.entries(set)
          .map(([name, { shape }]) => `${name} ${shape.join('×')}`)
          .sort()
          .join();
      if (names(params) !== names(grads)) throw new BilayerError('SHAPE_MISMATCH', 'mine: they do not fit');
      const next = map(params, (x, name) => ({
        ...x,
        data: x.data.map(
          (v, i) => v - 0.1 * (grads[name]!.data[i]! + 0.5 * (state.slots['v']?.[name]?.data[i] ?? 0)),
        ),
      }));
      const v = map(grads, (x) => ({ ...x, data: x.data.slice() }));
      return { params: next as P, state: { step: state.step + 1, slots: { v } } };
    },
    ...parts,
  };
  return made;
}

/** The update above, with something done to its arguments or its result. */
function twisted(
  twist: (params: Params, grads: Params, state: OptimizerState) => ReturnType<Optimizer['update']>,
): Optimizer {
  return byHand({ update: twist as Optimizer['update'] });
}
const good = byHand();
const scaled = (params: Params, by: number): Params =>
  map(params, (x) => ({ ...x, data: x.data.map((v) => v * by) }));

let calls = 0;
const SAME = 'gives the same bits for the same input';
const CHECKPOINT = 'goes on from a checkpoint bit for bit';
const FORM = 'keeps names, shapes and dtypes';

interface Broken {
  readonly what: string;
  readonly plugin: Optimizer | (() => Optimizer);
  readonly law: string;
  readonly says: RegExp;
  readonly others?: readonly string[] | 'any';
}

const broken: readonly Broken[] = [
  {
    what: 'uphill',
    plugin: twisted((p, g, s) => good.update(p, scaled(g, -1), s)),
    law: 'goes downhill on a bowl',
    says: /the height after 20 updates .*expected less than 13, got/,
  },
  {
    what: 'a parameter written to',
    plugin: twisted((p, g, s) => {
      const next = good.update(p, g, s);
      (p['W1'] ?? p['W'])?.data.fill(0);
      return next;
    }),
    law: 'leaves its inputs as they are',
    says: /parameter W1 after update\(params, grads, state\), element \[0, 0\]: expected .*, got 0; parameter W1 was written to/,
  },
  {
    what: 'a slot written to',
    plugin: twisted((p, g, s) => {
      const next = good.update(p, g, s);
      s.slots['v']?.['b1']?.data.fill(7);
      return next;
    }),
    law: 'leaves its inputs as they are',
    says: /v of b1 after update/,
  },
  {
    what: 'memory of its own',
    plugin: twisted((p, g, s) => good.update(p, scaled(g, 1 + calls++), s)),
    law: SAME,
    says: /three updates, once more/,
    others: 'any',
  },
  {
    what: 'chance',
    plugin: twisted((p, g, s) => good.update(p, scaled(g, 1 + 1e-9 * Math.random()), s)),
    law: SAME,
    says: /no Math\.random/,
    others: 'any',
  },
  {
    what: 'state that no checkpoint holds',
    plugin: () => {
      let done = 0;
      return byHand({
        update: (p, g, s) => good.update(p, scaled(g, 1 / (1 + (s.step === 0 ? (done = 0) : ++done))), s),
      });
    },
    law: CHECKPOINT,
    says: /two updates, a checkpoint and three updates beside five updates/,
    others: 'any',
  },
  {
    what: 'a slot with a dot in its name',
    plugin: byHand({
      init: (params) => ({
        step: 0,
        slots: { 'v.1': map(params, (x) => ({ ...x, data: x.data.map(() => 0) })) },
      }),
      update: (p, g, s) => {
        const { 'v.1': v = {} } = s.slots;
        const { params, state } = good.update(p, g, { step: s.step, slots: { v } });
        return { params, state: { step: state.step, slots: { 'v.1': state.slots['v'] ?? {} } } };
      },
    }),
    law: CHECKPOINT,
    says: /a name without a dot/,
  },
  {
    what: 'a norm over all parameters',
    plugin: twisted((p, g, s) => {
      const size = Object.values(g).reduce(
        (sum, { data }) => sum + Array.from(data).reduce((a, v) => a + v * v, 0),
        1,
      );
      return good.update(p, scaled(g, 1 / Math.sqrt(size)), s);
    }),
    law: 'treats parameters apart from each other',
    says: /W1, three updates of it alone, element \[0, 0\]/,
    others: ['keeps NaN, and in its own parameter'],
  },
  {
    what: 'float64 out of float32',
    plugin: twisted((p, g, s) => {
      const { params, state } = good.update(p, g, s);
      return {
        params: map(params, (x) => ({ ...x, dtype: 'float64', data: Float64Array.from(x.data) })),
        state,
      };
    }),
    law: FORM,
    says: /W1, the parameters after an update: expected float32 \[4, 3\], got float64 \[4, 3\]/,
  },
  {
    what: 'a parameter lost',
    plugin: twisted((p, g, s) => {
      const { params, state } = good.update(p, g, s);
      return {
        params: Object.fromEntries(Object.entries(params).filter(([name]) => name !== 'scale')),
        state,
      };
    }),
    law: FORM,
    says: /expected W1, b1, none, scale, got W1, b1, none/,
    others: 'any',
  },
  {
    what: 'a step that is not counted',
    plugin: twisted((p, g, s) => ({
      ...good.update(p, g, s),
      state: { ...good.update(p, g, s).state, step: 0 },
    })),
    law: 'counts its updates',
    says: /state\.step after 1 updates: expected 1, got 0/,
  },
  {
    what: 'gradients that are not looked at',
    plugin: twisted((p, g, s) =>
      good.update(
        p,
        map(p, (x, name) => g[name] ?? x),
        s,
      ),
    ),
    law: 'refuses gradients that do not fit',
    says: /with a gradient missing: expected an error with a code.*got a result/,
  },
  {
    what: 'NaN of a gradient of 0',
    plugin: () =>
      defineOptimizer({
        name: 'mine',
        config: { lr: 0.01 },
        step(p: TypedArray, g: ArrayLike<number>, _: object, { lr }: { lr: number }) {
          for (let i = 0; i < p.length; i++) p[i] = p[i]! - (lr * g[i]!) / Math.sqrt(g[i]! * g[i]!);
        },
      })(),
    law: 'makes no NaN of small and large gradients',
    says: /a parameter 0\.5 with gradient 0 after three updates: expected a finite number, got NaN/,
    others: ['stays where parameter and gradient are 0'],
  },
  {
    what: 'NaN that is swallowed',
    plugin: twisted((p, g, s) =>
      good.update(
        p,
        map(g, (x) => ({ ...x, data: x.data.map((v) => v || 0) })),
        s,
      ),
    ),
    law: 'keeps NaN, and in its own parameter',
    says: /expected NaN: training stops on it/,
  },
  {
    what: 'a with() that changes the original',
    plugin: () => {
      const config = { lr: 0.1 };
      const made: Optimizer = byHand(
        { with: (changes) => (Object.assign(config, mergeConfig('mine', config, changes)), made) },
        config,
      );
      return made;
    },
    law: 'with() leaves the original as it is',
    says: /the plugin after with\(\{"lr":0\.125\}\)/,
  },
  {
    what: 'a factory that throws',
    plugin: () => {
      throw new BilayerError('BAD_SETTING', 'mine: lr is missing');
    },
    law: 'fills the contract',
    says: /the optimizer breaks "fills the contract": making it without settings: .*lr is missing/,
    others: 'any',
  },
];

describe('a broken optimizer breaks the law that says so', () => {
  it.each(broken)('$what', async ({ plugin, law, says, others }) => {
    await expectFailure(optimizerCases(plugin), law, says, others);
  });
});

describe('the kit accepts', () => {
  it('an optimizer written by hand, and one with settings', async () => {
    expect(await failuresOf(optimizerCases(good))).toEqual({});
    expect(await failuresOf(optimizerCases(sgd({ lr: 0.3 })))).toEqual({});
  });

  it('one made of a step', async () => {
    const signDescent = defineOptimizer({
      name: 'signDescent',
      config: { lr: 0.001 },
      step(p, g, _, { lr }) {
        for (let i = 0; i < p.length; i++) p[i] = p[i]! - lr * Math.sign(g[i]!);
      },
    });
    expect(await failuresOf(optimizerCases(signDescent))).toEqual({});
  });
});
