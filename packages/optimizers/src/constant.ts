import { defineSchedule, type ScheduleFactory } from './define-schedule.ts';
import { positive } from './limits.ts';

/** rate(step) = lr: what a bare number means too. */
export const constant: ScheduleFactory<{ readonly lr: number }> = defineSchedule({
  name: 'constant',
  package: '@bilayer/optimizers',
  config: { lr: 0.01 },
  limits: { lr: positive },
  rate: (_, { lr }) => lr,
});
