import { describe, expect, it } from 'vitest';
import { expm1NearZero, log1pNearZero } from './near-zero.ts';
import { D, exactly, ulpError } from './reference.testing.ts';

/** Both signs of 400 magnitudes from 2⁻⁴⁰ up to `end`. */
const points = (end: number): number[] =>
  Array.from({ length: 400 }, (_, i) => end * 2 ** (-i / 12.5)).flatMap((x) => [x, -x]);

describe('near zero', () => {
  it('expm1NearZero: within an ulp', () => {
    const errors = points(2 ** -8).map((x) => ulpError(expm1NearZero(x), D.exp(exactly(x)).minus(1)));
    expect(Math.max(...errors)).toBeLessThan(1);
  });

  it('log1pNearZero: within an ulp', () => {
    const errors = points(2 ** -7).map((x) => ulpError(log1pNearZero(x), D.ln(exactly(x).plus(1))));
    expect(Math.max(...errors)).toBeLessThan(1);
  });

  it('keeps 0', () => {
    expect([expm1NearZero(0), log1pNearZero(0)]).toEqual([0, 0]);
  });
});
