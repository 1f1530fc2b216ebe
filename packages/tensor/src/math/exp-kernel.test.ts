import { describe, expect, it } from 'vitest';

import { EXP2_HIGH, EXP2_LOW, expm1OfRemainder, expRemainder, expSteps } from './exp-kernel.ts';
import { D, exactly, referenceExpm1 } from './reference.testing.ts';

describe('the table of 2^(j/8)', () => {
  it('is the power rounded, and the rest to four digits', () => {
    expect(EXP2_HIGH).toHaveLength(8);
    expect(EXP2_LOW).toHaveLength(8);
    for (let j = 0; j < 8; j++) {
      const power = new D(2).pow(new D(j).div(8));
      const high = power.toNumber();
      expect(EXP2_HIGH[j]).toBe(high);
      expect(EXP2_LOW[j]).toBeCloseTo(power.minus(exactly(high)).toNumber(), 20);
    }
  });
});

describe('the reduction', () => {
  it.each([-745.1, -37.25, -0.3, 0.01, 1, 100.7, 709.78])('leaves a small remainder of %d', (x) => {
    const k = expSteps(x);
    const remainder = exactly(x).minus(new D(2).ln().times(k).div(8));
    expect(Number.isInteger(k)).toBe(true);
    expect(remainder.abs().toNumber()).toBeLessThan(0.04333);
    expect(exactly(expRemainder(x, k)).minus(remainder).abs().toNumber()).toBeLessThan(2 ** -58);
  });
});

describe('expm1OfRemainder', () => {
  it.each([-0.0433, -0.016, 1e-5, 0.036, 0.0433])(
    'at %d is within 2⁻⁵⁷ of the result’s size plus rounding',
    (r) => {
      const error = exactly(expm1OfRemainder(r)).minus(referenceExpm1(exactly(r)));
      expect(error.abs().toNumber()).toBeLessThan(2 ** -57 + Math.abs(r) * 2 ** -52);
    },
  );
});
