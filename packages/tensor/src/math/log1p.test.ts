import { describe, expect, it } from 'vitest';

import { log1p } from './log1p.ts';
import { largestError, referenceLog1p, spread, uniform } from './reference.testing.ts';

describe('log1p', () => {
  it.each([
    ['−1 to 1', uniform(-1, 1), 0.51],
    ['around 0', uniform(-0.02, 0.02), 0.51],
    ['close to −1', (random) => -1 + Math.abs(spread(-53, -1)(random)), 0.51],
    ['above 1', (random) => Math.abs(spread(0, 1023)(random)), 0.51],
    ['where 1 + x starts to round', (random) => Math.abs(spread(50, 56)(random)), 0.51],
    ['small numbers of all scales', spread(-1022, -7), 0.77],
    ['where the head of x is one bit', spread(-25, -22), 0.77],
  ])('%s: within the stated error', (_, draw, bound) => {
    const { error, at } = largestError(log1p, referenceLog1p, draw);
    expect(error, `at ${at}`).toBeLessThan(bound);
  });

  it('keeps zeros and their signs', () => {
    expect(log1p(0)).toBe(0);
    expect(log1p(-0)).toBe(-0);
  });

  it('is −∞ at −1, ∞ at ∞', () => {
    expect(log1p(-1)).toBe(-Infinity);
    expect(log1p(Infinity)).toBe(Infinity);
  });

  it('is NaN at NaN and below −1', () => {
    expect(log1p(NaN)).toBeNaN();
    expect(log1p(-1.0000000000000002)).toBeNaN();
    expect(log1p(-Infinity)).toBeNaN();
  });

  it('returns the smallest arguments as they are', () => {
    expect(log1p(5e-324)).toBe(5e-324);
    expect(log1p(-5e-324)).toBe(-5e-324);
    expect(log1p(1e-17)).toBe(1e-17);
  });
});
