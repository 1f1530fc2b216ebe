import { describe, expect, it } from 'vitest';

import { log } from './log.ts';
import { largestError, spread, uniform } from './reference.testing.ts';
import type { Draw } from './reference.testing.ts';

const positive =
  (draw: Draw): Draw =>
  (random) =>
    Math.abs(draw(random));

describe('log', () => {
  it.each([
    ['all normal numbers', positive(spread(-1022, 1024)), 0.51],
    ['subnormal numbers', positive(spread(-1074, -1022)), 0.51],
    ['0.5 to 2', uniform(0.5, 2), 0.51],
    ['0 to 100', uniform(0, 100), 0.51],
    ['close to 1', (random) => 1 + spread(-52, -4)(random), 0.77],
    ['where the head of x − 1 is one bit', (random) => 1 + spread(-25, -22)(random), 0.77],
  ])('%s: within the stated error', (_, draw, bound) => {
    const { error, at } = largestError(log, (x) => x.ln(), draw);
    expect(error, `at ${at}`).toBeLessThan(bound);
  });

  it('is 0 at 1, −∞ at both zeros, ∞ at ∞', () => {
    expect(log(1)).toBe(0);
    expect(log(0)).toBe(-Infinity);
    expect(log(-0)).toBe(-Infinity);
    expect(log(Infinity)).toBe(Infinity);
  });

  it('is NaN at NaN and at negative numbers', () => {
    expect(log(NaN)).toBeNaN();
    expect(log(-1)).toBeNaN();
    expect(log(-5e-324)).toBeNaN();
    expect(log(-Infinity)).toBeNaN();
  });

  // Correctly rounded, from mpmath at 300 bits.
  it.each([
    [2, 0.6931471805599453],
    [10, 2.302585092994046],
    [5e-324, -744.4400719213812],
    [1.7976931348623157e308, 709.782712893384],
    [1.0000000000000002, 2.2204460492503128e-16],
    [0.9999999999999999, -1.1102230246251565e-16],
  ])('log(%d) is %d', (x, expected) => {
    expect(log(x)).toBe(expected);
  });
});
