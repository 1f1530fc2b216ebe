import { expect, it } from 'vitest';
import { REAL } from '../../net/real.ts';
import { costOf } from './cost.ts';
import { duration } from './duration.ts';

it("counts the book's network", () => {
  // 784 · 50 + 50 + 50 · 10 + 10; 100 · 784 · 50 + 100 · 50 · 10.
  expect(costOf(REAL)).toEqual({
    parameters: 39_760,
    passes: 79_520,
    perPass: 3_970_000,
    all: 79_520 * 3_970_000,
    perNudge: 1_100,
  });
});

it('writes a time in the unit that suits it', () => {
  expect([0.01623, 3.4, 250, 10_000, 1.9e6].map((one) => duration(one, 'en'))).toEqual([
    '16.2 ms',
    '3.4 sec',
    '4.17 min',
    '2.78 hr',
    '22 days',
  ]);
  expect(duration(3.4, 'zh')).toBe('3.4秒');
});
