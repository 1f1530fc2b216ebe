import { describe, expect, it } from 'vitest';

import { expm1 } from './expm1.ts';
import { largestError, referenceExpm1, spread, uniform } from './reference.testing.ts';

describe('expm1', () => {
  it.each([
    ['until −1 and e^x', uniform(-40, 45)],
    ['around 0', uniform(-1, 1)],
    ['where the series ends', uniform(0.2, 0.3)],
    ['where the series ends, negative', uniform(-0.3, -0.2)],
    ['all scales', spread(-1022, 9)],
    ['the largest results', uniform(700, 709.7827)],
  ])('%s: within 0.8 ulp', (_, draw) => {
    const { error, at } = largestError(expm1, referenceExpm1, draw);
    expect(error, `at ${at}`).toBeLessThan(0.8);
  });

  it('keeps zeros and their signs', () => {
    expect(expm1(0)).toBe(0);
    expect(expm1(-0)).toBe(-0);
  });

  it('is −1 at −∞, ∞ at ∞, NaN at NaN', () => {
    expect(expm1(-Infinity)).toBe(-1);
    expect(expm1(Infinity)).toBe(Infinity);
    expect(expm1(NaN)).toBeNaN();
  });

  it('returns the smallest arguments as they are', () => {
    expect(expm1(5e-324)).toBe(5e-324);
    expect(expm1(-5e-324)).toBe(-5e-324);
    expect(expm1(1e-300)).toBe(1e-300);
  });

  it('overflows where exp does, and saturates at −1', () => {
    expect(expm1(709.782712893384)).toBeLessThan(Infinity);
    expect(expm1(709.7827128933841)).toBe(Infinity);
    expect(expm1(-50)).toBe(-1);
    expect(expm1(-1e300)).toBe(-1);
  });
});
