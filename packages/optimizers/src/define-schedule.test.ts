import { expect, it } from 'vitest';
import { defineSchedule } from './index.ts';

const withCode = (code: string, message: RegExp): Error =>
  expect.objectContaining({ code, message: expect.stringMatching(message) as string }) as Error;

const inverse = defineSchedule({
  name: 'inverse',
  package: 'elsewhere',
  version: '1.2.3',
  config: { lr: 0.5, power: 1 },
  limits: { power: { says: '1 or 2', holds: (value) => value === 1 || value === 2 } },
  rate: (step, { lr, power }) => lr / (step + 1) ** power,
});

it('makes a factory from a function of the step and its settings', () => {
  const schedule = inverse();
  expect(schedule).toMatchObject({
    contract: 1,
    name: 'inverse',
    package: 'elsewhere',
    version: '1.2.3',
    config: { lr: 0.5, power: 1 },
  });
  expect([0, 1, 4].map((step) => schedule.rate(step))).toEqual([0.5, 0.25, 0.1]);
  expect(inverse({ lr: 2 }).rate(1)).toBe(1);
  expect(inverse({ lr: 2 }).with({ power: 2 }).rate(1)).toBe(0.5);
  expect(schedule.config.lr).toBe(0.5);
});

it('keeps its own copy of the settings', () => {
  const config = { lr: 1 };
  const still = defineSchedule({ name: 'still', config, rate: (_, { lr }) => lr });
  const made = still();
  config.lr = 2;
  expect(made.rate(0)).toBe(1);
});

it('refuses settings outside their limits, or of another kind, or that do not exist', () => {
  expect(() => inverse({ power: 3 })).toThrow(
    withCode('BAD_SETTING', /^inverse: power must be 1 or 2; got 3$/),
  );
  expect(() => inverse().with({ power: 3 })).toThrow(withCode('BAD_SETTING', /^inverse: power/));
  expect(() => inverse().with({ lr: NaN })).toThrow(withCode('BAD_SETTING', /^inverse: lr/));
  expect(() => inverse({ lr: '1' as never })).toThrow(withCode('BAD_SETTING', /^inverse: lr/));
  // @ts-expect-error -- there is no such setting
  expect(() => inverse({ rate: 1 })).toThrow(
    withCode('UNKNOWN_SETTING', /^inverse: .* rate; it has lr, power$/),
  );
});

it('needs a name and a rate', () => {
  expect(() => defineSchedule({ name: '', rate: () => 1 })).toThrow(withCode('BAD_PLUGIN', /a name/));
  expect(() => defineSchedule({ name: 'silent' } as never)).toThrow(
    withCode('BAD_PLUGIN', /silent needs rate: \(step, config\) => number/),
  );
});
