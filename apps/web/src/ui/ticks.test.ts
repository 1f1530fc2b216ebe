import { expect, it } from 'vitest';
import { logTicks, ticks } from './ticks.ts';

it('finds round numbers', () => {
  expect(ticks(0, 1, 4)).toEqual([0, 0.5, 1]);
  expect(ticks(0, 0.3, 3)).toEqual([0, 0.1, 0.2, 0.3]);
  expect(ticks(0, 4700, 4)).toEqual([0, 2000, 4000]);
  expect(ticks(3, 3, 4)).toEqual([3]);
});

it('finds powers of ten, and what is between where there are few', () => {
  expect(logTicks(0.05, 3)).toEqual([0.05, 0.1, 0.2, 0.5, 1, 2]);
  expect(logTicks(1e-5, 1)).toEqual([1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1]);
});
