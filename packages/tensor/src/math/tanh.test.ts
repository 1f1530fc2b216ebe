import { describe, expect, it } from 'vitest';

import { largestError, referenceTanh, spread, uniform } from './reference.testing.ts';
import { tanh } from './tanh.ts';

describe('tanh', () => {
  it.each([
    ['until ±1', uniform(-20, 20)],
    ['around 0', uniform(-1, 1)],
    ['where the series ends', uniform(0.12, 0.2)],
    ['all scales', spread(-1022, 5)],
  ])('%s: within 0.72 ulp', (_, draw) => {
    const { error, at } = largestError(tanh, referenceTanh, draw);
    expect(error, `at ${at}`).toBeLessThan(0.72);
  });

  it('is odd to the last bit', () => {
    for (const x of [1e-310, 0.1, 0.125, 0.7, 3, 19, 25]) expect(tanh(-x)).toBe(-tanh(x));
  });

  it('keeps zeros and their signs', () => {
    expect(tanh(0)).toBe(0);
    expect(tanh(-0)).toBe(-0);
  });

  it('is ±1 at ±∞, NaN at NaN', () => {
    expect(tanh(Infinity)).toBe(1);
    expect(tanh(-Infinity)).toBe(-1);
    expect(tanh(NaN)).toBeNaN();
  });

  it('saturates at ±1', () => {
    expect(tanh(19)).toBeLessThan(1); // 1 − 2e^(−38) = 1 − 0.57 · 2⁻⁵³ rounds to the neighbour of 1
    expect(tanh(19.1)).toBe(1);
    expect(tanh(1e300)).toBe(1);
    expect(tanh(-1e300)).toBe(-1);
  });

  it('returns the smallest arguments as they are', () => {
    expect(tanh(5e-324)).toBe(5e-324);
    expect(tanh(-1e-300)).toBe(-1e-300);
  });
});
