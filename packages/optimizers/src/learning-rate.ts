import { BilayerError, type Config } from '@bilayer/tensor';
import { notNegative, positive, show, type Limit } from './limits.ts';
import type { Schedule } from './schedule.ts';

/** A learning rate as it is handed over: a number, or a schedule that gives one for every step. */
export type LearningRate = number | Schedule;

/** A learning rate as a config holds it, in plain JSON: of a schedule its name and settings, not its function. */
export type RecordedRate = number | Readonly<{ name: string; package?: string; config: Config }>;

/** What a setting must be that is a learning rate. */
export const learningRate: Limit = {
  says: 'a finite number above 0, or a schedule with contract 1 and rate(step)',
  holds: (value) => positive.holds(value) || isSchedule(value),
};

function isSchedule(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { contract, name, rate }: Partial<Record<keyof Schedule, unknown>> = value;
  return contract === 1 && typeof name === 'string' && typeof rate === 'function';
}

export function recordRate(lr: LearningRate): RecordedRate {
  if (typeof lr === 'number') return lr;
  const { name, package: from, config } = lr;
  return Object.freeze({ name, ...(from !== undefined && { package: from }), config });
}

/** The rate of the update that follows `step` earlier ones. Throws `BAD_SETTING` when a schedule gives none. */
export function rateAt(lr: LearningRate, step: number): number {
  if (typeof lr === 'number') return lr;
  const rate = lr.rate(step);
  if (notNegative.holds(rate)) return rate;
  throw new BilayerError(
    'BAD_SETTING',
    `${lr.name}: rate(${step}) must be ${notNegative.says}; got ${show(rate)}`,
  );
}
