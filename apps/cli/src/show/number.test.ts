import { expect, it } from 'vitest';
import { brief, count, minus, percent, short } from './number.ts';

it('numbers for people', () => {
  expect([0, 999, 1438, 60_000, 1_234_567].map(count)).toEqual(['0', '999', '1,438', '60,000', '1,234,567']);
  expect([percent(0.9582), percent(0.9582, 2), percent(1, 0)]).toEqual(['95.8 %', '95.82 %', '100 %']);
  expect([0.21718, -3, 9999, 7.0621e47, -1e4].map(short)).toEqual([
    '0.2172',
    '−3.0000',
    '9999.0000',
    '7.062e+47',
    '−1.000e+4',
  ]);
  expect([-0.2784, 1e-7, -1e-7].map(brief)).toEqual(['−0.278', '1e-7', '−1e-7']);
  expect(minus('-2.5e-3')).toBe('−2.5e-3');
});
