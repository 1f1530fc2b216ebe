import { describe, expect, it } from 'vitest';

import { erf } from './erf.ts';
import { largestError, referenceErf, spread, uniform } from './reference.testing.ts';

describe('erf', () => {
  it.each([
    ['until ±1', uniform(-6, 6)],
    ['around 0', uniform(-1, 1)],
    ['where the two polynomials meet', uniform(0.8, 0.95)],
    ['0.8 to 2', uniform(0.8, 2)],
    ['all scales', spread(-1074, 2)],
  ])('%s: within 1 ulp', (_, draw) => {
    const { error, at } = largestError(erf, referenceErf, draw);
    expect(error, `at ${at}`).toBeLessThan(1);
  });

  it('is odd to the last bit', () => {
    for (const x of [1e-310, 0.5, 0.875, 2.5, 5.9, 7]) expect(erf(-x)).toBe(-erf(x));
  });

  it('keeps zeros and their signs', () => {
    expect(erf(0)).toBe(0);
    expect(erf(-0)).toBe(-0);
  });

  it('is ±1 at ±∞, NaN at NaN', () => {
    expect(erf(Infinity)).toBe(1);
    expect(erf(-Infinity)).toBe(-1);
    expect(erf(NaN)).toBeNaN();
  });

  it('saturates at ±1', () => {
    expect(erf(5.8)).toBeLessThan(1);
    expect(erf(5.93)).toBe(1);
    expect(erf(6)).toBe(1);
    expect(erf(-1e300)).toBe(-1);
  });
});
