import { item, pow } from '@bilayer/tensor';
import { defineSchedule } from './define-schedule.ts';
import { count, positive } from './limits.ts';
import type { Schedule } from './schedule.ts';

type Settings = Readonly<{ lr: number; every: number; factor: number }>;

/** rate(step) = lr · factor^⌊step / every⌋: `factor` times as much after every `every` updates. */
export const stepDecay: (settings: Partial<Settings> & Pick<Settings, 'every'>) => Schedule<Settings> =
  defineSchedule({
    name: 'stepDecay',
    package: '@bilayer/optimizers',
    config: { lr: 0.01, every: 0, factor: 0.1 },
    limits: { lr: positive, every: count, factor: positive },
    rate: (step, { lr, every, factor }) => lr * item(pow(factor, Math.floor(step / every))),
  });
