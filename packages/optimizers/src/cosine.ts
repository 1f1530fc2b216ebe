import { defineSchedule } from './define-schedule.ts';
import { halfCosine } from './half-cosine.ts';
import { count, notNegative, positive } from './limits.ts';
import type { Schedule } from './schedule.ts';

type Settings = Readonly<{ lr: number; steps: number; end: number }>;

/**
 * rate(step) = end + (lr − end) · ½(1 + cos(π · step / steps)), from lr down to `end`, where it stays from `steps` on.
 * Source: Loshchilov & Hutter, SGDR (arXiv:1608.03983), equation 5, without restarts.
 */
export const cosine: (settings: Partial<Settings> & Pick<Settings, 'steps'>) => Schedule<Settings> =
  defineSchedule({
    name: 'cosine',
    package: '@bilayer/optimizers',
    config: { lr: 0.01, steps: 0, end: 0 },
    limits: { lr: positive, steps: count, end: notNegative },
    rate: (step, { lr, steps, end }) => (step < steps ? end + (lr - end) * halfCosine(step / steps) : end),
  });
