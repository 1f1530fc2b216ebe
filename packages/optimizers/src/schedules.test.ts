import { describe, expect, it } from 'vitest';
import { constant, cosine, defineSchedule, stepDecay, warmUp, type Schedule } from './index.ts';

const rates = (schedule: Schedule, ...steps: number[]): number[] => steps.map((step) => schedule.rate(step));

it('constant stays', () => {
  expect(rates(constant({ lr: 0.3 }), 0, 1, 1e9)).toEqual([0.3, 0.3, 0.3]);
});

it('stepDecay falls after every `every` updates', () => {
  const halves = stepDecay({ lr: 8, every: 10, factor: 0.5 });
  expect(rates(halves, 0, 9, 10, 19, 20, 35)).toEqual([8, 8, 4, 4, 2, 1]);
  expect(rates(stepDecay({ lr: 1, every: 1 }), 3)).toBeAllClose([1e-3], { rtol: 1e-15 });
  expect(rates(halves, 1e9)).toEqual([0]);
});

it('cosine falls from lr to end and stays there', () => {
  const whole = cosine({ lr: 0.1, steps: 100, end: 0.02 });
  expect(rates(whole, 0)).toEqual([0.1]);
  expect(rates(whole, 100, 101, 1e9)).toEqual([0.02, 0.02, 0.02]);
  // Computed with Math.cos; 0.06 in the middle. Roundings of numbers near 0.1 are 1.4e-17 each.
  expect(rates(whole, 25, 50, 99)).toBeAllClose(
    [0.02 + 0.04 * (1 + Math.SQRT1_2), 0.06, 0.02 + 0.04 * (1 + Math.cos(Math.PI * 0.99))],
    { atol: 5e-17 },
  );
  expect(rates(cosine({ lr: 1, steps: 1 }), 0, 1)).toEqual([1, 0]);
});

it('warmUp rises in equal steps to the full rate at its last update, then hands over', () => {
  expect(rates(warmUp({ steps: 4, then: 2 }), 0, 1, 2, 3, 4, 100)).toEqual([0.5, 1, 1.5, 2, 2, 2]);
  const then = stepDecay({ lr: 1, every: 2, factor: 0.5 });
  expect(rates(warmUp({ steps: 2, then }), 0, 1, 2, 3, 4, 5, 6)).toEqual([0.5, 1, 1, 1, 0.5, 0.5, 0.25]);
  expect(rates(warmUp({ steps: 1, then: 3 }), 0, 1)).toEqual([3, 3]);
});

it('warmUp keeps its schedule when something else changes, and takes another', () => {
  const decay = stepDecay({ lr: 1, every: 1, factor: 0.5 });
  const schedule = warmUp({ steps: 4, then: decay });
  expect(rates(schedule.with({ steps: 2 }), 0, 1, 2, 3)).toEqual([0.5, 1, 1, 0.5]);
  expect(rates(schedule.with({ then: 2 }), 0, 4, 5)).toEqual([0.5, 2, 2]);
  expect(rates(schedule.with({ then: 2 }).with({ then: decay }), 0, 4, 5)).toEqual([0.25, 1, 0.5]);
  expect(rates(schedule, 0, 4, 5)).toEqual([0.25, 1, 0.5]);
});

const own = defineSchedule({
  name: 'own',
  config: { lr: 0.5 },
  rate: (step, { lr }) => lr / (step + 1),
});
const from = { package: '@bilayer/optimizers' };

describe.each<[string, Schedule, { package?: string; config: object }]>([
  ['constant', constant(), { ...from, config: { lr: 0.01 } }],
  ['stepDecay', stepDecay({ every: 5 }), { ...from, config: { lr: 0.01, every: 5, factor: 0.1 } }],
  ['cosine', cosine({ steps: 5 }), { ...from, config: { lr: 0.01, steps: 5, end: 0 } }],
  ['warmUp', warmUp({ steps: 5, then: 0.1 }), { ...from, config: { steps: 5, then: 0.1 } }],
  [
    'warmUp',
    warmUp({ steps: 9, then: warmUp({ steps: 5, then: cosine({ lr: 0.2, steps: 30 }) }) }),
    {
      ...from,
      config: {
        steps: 9,
        then: {
          name: 'warmUp',
          ...from,
          config: { steps: 5, then: { name: 'cosine', ...from, config: { lr: 0.2, steps: 30, end: 0 } } },
        },
      },
    },
  ],
  [
    'warmUp',
    warmUp({ steps: 2, then: own() }),
    { ...from, config: { steps: 2, then: { name: 'own', config: { lr: 0.5 } } } },
  ],
  ['own', own(), { config: { lr: 0.5 } }],
])('%s', (name, schedule, record) => {
  it('carries what a checkpoint needs', () => {
    expect(schedule).toMatchObject({ contract: 1, name, ...record });
    expect(JSON.parse(JSON.stringify(schedule.config))).toEqual(record.config);
    expect(Object.isFrozen(schedule) && Object.isFrozen(schedule.config)).toBe(true);
  });

  it('is the same without changes, and refuses settings it does not have', () => {
    const steps = Array.from({ length: 60 }, (_, step) => step);
    const again = schedule.with({});
    expect(again.config).toEqual(schedule.config);
    expect(rates(again, ...steps)).toEqual(rates(schedule, ...steps));
    expect(rates(schedule, ...steps).every((rate) => rate >= 0 && rate <= 0.5)).toBe(true);
    expect(() => schedule.with({ speed: 1 })).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_SETTING' }) as Error,
    );
  });
});

const rate = 'a finite number above 0, or a schedule with contract 1 and rate(step)';

it.each([
  ['constant: lr must be a finite number above 0; got -1', () => constant({ lr: -1 })],
  ['constant: lr must be a finite number above 0; got 0', () => constant().with({ lr: 0 })],
  ['stepDecay: every must be a whole number above 0; got 0', () => stepDecay({ every: 0 })],
  ['stepDecay: factor must be a finite number above 0; got -1', () => stepDecay({ every: 1, factor: -1 })],
  ['stepDecay: factor is a finite number; got NaN', () => stepDecay({ every: 1, factor: NaN })],
  ['cosine: steps must be a whole number above 0; got 1.5', () => cosine({ steps: 1.5 })],
  ['cosine: steps must be a whole number above 0; got 0', () => cosine({ lr: 1 } as never)],
  ['cosine: end must be a finite number, 0 or more; got -0.1', () => cosine({ steps: 1, end: -0.1 })],
  ['warmUp: steps must be a whole number above 0; got Infinity', () => warmUp({ steps: Infinity, then: 1 })],
  [`warmUp: then must be ${rate}; got 0`, () => warmUp({ steps: 1, then: 0 })],
  [`warmUp: then must be ${rate}; got undefined`, () => warmUp({ steps: 1 } as never)],
  [`warmUp: then must be ${rate}; got 0`, () => warmUp({ steps: 1, then: own() }).with({ then: 0 })],
])('%s', (message, attempt) => {
  expect(attempt).toThrow(expect.objectContaining({ code: 'BAD_SETTING', message }) as Error);
});
