import { fromArray } from '@bilayer/tensor';
import { expect, it } from 'vitest';
import { adam, cosine, defineSchedule, momentum, sgd, stepDecay, warmUp, type Optimizer } from './index.ts';

const withCode = (code: string, message: RegExp): Error =>
  expect.objectContaining({ code, message: expect.stringMatching(message) as string }) as Error;

it('follows a schedule with the step', () => {
  const optimizer = sgd({ lr: warmUp({ steps: 2, then: cosine({ lr: 1, steps: 2 }) }) });
  expect([0, 1, 2, 3, 4].map((step) => optimizer.rate?.(step))).toBeAllClose([0.5, 1, 1, 0.5, 0], {
    atol: 1e-15, // some roundings of numbers up to 1
  });
  let params = { w: fromArray([0]) };
  let state = optimizer.init(params);
  const path: number[] = [];
  for (let k = 0; k < 5; k++) {
    ({ params, state } = optimizer.update(params, { w: fromArray([-1]) }, state));
    path.push(params.w.data[0] ?? NaN);
  }
  expect(path).toBeAllClose([0.5, 1.5, 2.5, 3, 3], { atol: 1e-15 });
});

const sawtooth = defineSchedule({
  name: 'sawtooth',
  package: 'elsewhere',
  config: { lr: 1, period: 4 },
  rate: (step, { lr, period }) => lr * (1 - (step % period) / period),
});

const rates = (optimizer: Optimizer) => [0, 1, 2, 3, 4, 5].map((step) => optimizer.rate?.(step));

it('records a schedule as JSON', () => {
  const saw = { name: 'sawtooth', package: 'elsewhere', config: { lr: 3, period: 4 } };
  expect(sgd({ lr: sawtooth({ lr: 3 }) }).config).toEqual({ lr: saw });
  expect(adam({ lr: warmUp({ steps: 1, then: sawtooth({ lr: 3 }) }) }).config).toEqual({
    lr: { name: 'warmUp', package: '@bilayer/optimizers', config: { steps: 1, then: saw } },
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-7,
  });
});

it('keeps its schedule when something else changes, and takes another', () => {
  const optimizer = momentum({ lr: sawtooth({ lr: 3 }) });
  expect(rates(optimizer)).toEqual([3, 2.25, 1.5, 0.75, 3, 2.25]);
  const other = optimizer.with({ momentum: 0.5 });
  expect(other.config).toEqual({ ...optimizer.config, momentum: 0.5 });
  expect(rates(other)).toEqual(rates(optimizer));
  expect(rates(optimizer.with({ lr: 2 }))).toEqual([2, 2, 2, 2, 2, 2]);
  const decaying = optimizer.with({ lr: stepDecay({ lr: 2, every: 3, factor: 0.5 }) });
  expect(rates(decaying)).toEqual([2, 2, 2, 1, 1, 1]);
  expect(rates(decaying.with({ lr: sawtooth({ lr: 3 }) }))).toEqual(rates(optimizer));
});

it('takes any object of the form of a schedule', () => {
  const linear = {
    contract: 1,
    name: 'linear',
    config: {},
    with: () => linear,
    rate: (step: number) => 1 / (1 + step),
  } as const;
  const optimizer = sgd({ lr: linear });
  expect(optimizer.config).toEqual({ lr: { name: 'linear', config: {} } });
  expect(optimizer.rate?.(1)).toBe(0.5);
});

it('refuses a schedule of another contract, a mere record of one, and rates that are none', () => {
  const wrong = /^sgd: lr must be .* a schedule with contract 1 and rate\(step\); got \{.*"sawtooth"/;
  expect(() => sgd({ lr: { ...sawtooth(), contract: 2 } as never })).toThrow(withCode('BAD_SETTING', wrong));
  const { config } = sgd({ lr: sawtooth() });
  expect(() => sgd().with(config)).toThrow(withCode('BAD_SETTING', wrong));
  // @ts-expect-error -- a record has no rate
  expect(() => sgd(config)).toThrow(withCode('BAD_SETTING', wrong));
  const falling = defineSchedule({ name: 'falling', rate: (step) => 1 - step })();
  expect(sgd({ lr: falling }).rate?.(1)).toBe(0);
  for (const lr of [falling, warmUp({ steps: 1, then: falling })]) {
    expect(() => sgd({ lr }).rate?.(3)).toThrow(
      withCode('BAD_SETTING', /^falling: rate\([23]\) must be a finite number, 0 or more; got -[12]$/),
    );
  }
  const params = { w: fromArray([1]) };
  const state = { step: 2, slots: {} };
  expect(() => sgd({ lr: falling }).update(params, params, state)).toThrow(withCode('BAD_SETTING', /got -1/));
});
