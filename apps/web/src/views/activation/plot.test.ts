import { expect, it } from 'vitest';
import { logTicksOf, pathOf, spread, ticksOf } from './plot.ts';

const across = { from: 0, to: 4, start: 0, end: 40 };
const down = { from: 0, to: 10, start: 100, end: 0 };

it('draws a gap where a value is not finite, and a jump only at a kink', () => {
  expect(pathOf([0, 1, 2], [0, 5, 10], across, down)).toBe('M0.00 100.00L10.00 50.00L20.00 0.00');
  expect(pathOf([0, 1, 2, 3], [0, NaN, 5, 5], across, down)).toBe('M0.00 100.00h0M20.00 50.00L30.00 50.00');
  expect(pathOf([0, 1, 2], [0, 0, 5], across, down, [2])).toBe('M0.00 100.00L10.00 100.00M20.00 50.00h0');
  expect(pathOf([0, 1, 2], [0, 0, 5], across, down, [3])).not.toMatch(/.M/);
});

it('has round ticks', () => {
  expect(ticksOf(-1.1, 6.4, 5)).toEqual([0, 2, 4, 6]);
  expect(ticksOf(0, 1, 5)).toHaveLength(6);
  expect(logTicksOf(0.003, 2)).toEqual([0.01, 0.1, 1]);
  expect(logTicksOf(0.3, 2.5)).toEqual([0.5, 1, 2]);
});

it('spreads labels that would cover each other', () => {
  expect(spread([50, 51, 10], 12, 0, 60)).toEqual([48, 60, 10]);
  expect(spread([10, 30], 12, 0, 60)).toEqual([10, 30]);
});
