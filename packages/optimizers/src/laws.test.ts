import { fromArray, toArray, type Tensor } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { optimizerCases } from '../../testing/src/index.ts';
import * as everything from './index.ts';
import type { LearningRate, Optimizer, RecordedRate } from './index.ts';

const { sgd, momentum, nesterov, adaGrad, rmsProp, adam, adamW } = everything;

type Rated = Optimizer<{ readonly lr: RecordedRate }>;

interface BuiltIn {
  readonly make: (settings?: object) => Rated;
  readonly settings: { readonly lr: LearningRate; readonly weightDecay?: number };
}

/** Each with a rate that suits the bowl below. */
const builtIns: Record<string, BuiltIn> = {
  sgd: { make: sgd, settings: { lr: 0.1 } },
  momentum: { make: momentum, settings: { lr: 0.05 } },
  nesterov: { make: nesterov, settings: { lr: 0.05 } },
  adaGrad: { make: adaGrad, settings: { lr: 1 } },
  rmsProp: { make: rmsProp, settings: { lr: everything.cosine({ lr: 0.05, steps: 400 }) } },
  adam: { make: adam, settings: { lr: 0.1 } },
  adamW: { make: adamW, settings: { lr: 0.1, weightDecay: 0 } },
};

it('are all held to the laws', () => {
  const factories = Object.entries(everything as Record<string, unknown>)
    .filter(([name, value]) => typeof value === 'function' && !name.startsWith('define'))
    .map(([name]) => name)
    .filter((name) => !['constant', 'stepDecay', 'cosine', 'warmUp'].includes(name));
  expect(factories.sort()).toEqual(Object.keys(builtIns).sort());
});

describe.each(Object.entries(builtIns))('%s', (name, { make, settings }) => {
  const optimizer = make(settings);

  for (const { name: law, run } of optimizerCases(make)) it(law, run);
  for (const { name: law, run } of optimizerCases(optimizer)) it(`${law}, with settings`, run);

  it('is frozen, and named as it is exported', () => {
    expect(optimizer).toMatchObject({ name, package: '@bilayer/optimizers' });
    expect(Object.isFrozen(optimizer) && Object.isFrozen(optimizer.config)).toBe(true);
  });

  it('begins with slots of 0', () => {
    for (const { W } of Object.values(optimizer.init({ W: fromArray([1, 2]) }).slots))
      expect(toArray(W ?? fromArray([]))).toEqual([0, 0]);
  });

  it('is made anew from its own config and rate', () => {
    const config = JSON.parse(JSON.stringify(optimizer.config)) as object;
    expect(make({ ...config, lr: settings.lr }).config).toEqual(optimizer.config);
  });

  it('leaves an element without gradient where it is', () => {
    const params = { W: fromArray([1, -2, 0]) };
    const { params: after } = optimizer.update(params, { W: fromArray([0, 0, 0]) }, optimizer.init(params));
    expect(after.W.data).toEqual(params.W.data);
  });

  it('finds the bottom of a bowl', () => {
    // f(W, b) = ½ (W₀ − 1)² + 2 (W₁ + 2)² + ½ b², whose lowest point is (1, −2), 0.
    const slope = ({ W, b }: { W: Tensor; b: Tensor }) => ({
      W: fromArray([(W.data[0] ?? NaN) - 1, 4 * ((W.data[1] ?? NaN) + 2)]),
      b,
    });
    let params = { W: fromArray([4, 3]), b: fromArray([-2]) };
    let state = optimizer.init(params);
    for (let k = 0; k < 400; k++) ({ params, state } = optimizer.update(params, slope(params), state));
    expect(toArray(params.W)).toBeAllClose([1, -2], { atol: 1e-2 });
    expect(toArray(params.b)).toBeAllClose([0], { atol: 1e-2 });
  });

  const halfSchedule = { contract: 1, name: 'sine', config: {} };
  it.each([0, -0.1, NaN, Infinity, '0.1', null, {}, halfSchedule])('refuses lr %j', (lr) => {
    const bad = expect.objectContaining({ code: 'BAD_SETTING' }) as Error;
    expect(() => make({ lr })).toThrow(bad);
    expect(() => optimizer.with({ lr: lr as number })).toThrow(bad);
  });

  it('names the parameter whose gradient does not fit', () => {
    const params = { W1: fromArray([[1, 2, 3]]), b1: fromArray([0, 0, 0]) };
    const { W1, b1 } = params;
    const state = optimizer.init(params);
    const attempt = (bad: Readonly<Record<string, Tensor>>) => () => optimizer.update(params, bad, state);
    const mismatch = (message: string) =>
      expect.objectContaining({ code: 'SHAPE_MISMATCH', message }) as Error;
    expect(attempt({ W1 })).toThrow(mismatch(`${name}: the gradients: b1 is missing; got W1`));
    expect(attempt({ W1, b1, W9: b1 })).toThrow(
      mismatch(`${name}: the gradients: W9 is no parameter; there are W1, b1`),
    );
    expect(attempt({ W1: b1, b1 })).toThrow(
      mismatch(`${name}: the gradients: W1 is [1, 3] as a parameter and [3] here`),
    );
  });
});
