import { describe, expect, it } from 'vitest';

import { LOG_HIGH, LOG_LOW, logDivisor, logHigh, logLow, logTail } from './log-kernel.ts';
import { D, exactly, referenceLog1p } from './reference.testing.ts';

const divisors = Array.from({ length: 23 }, (_, index) => 23 + index);

describe('the table of log(32 / i)', () => {
  it('has one entry for each divisor that occurs', () => {
    expect(LOG_HIGH).toHaveLength(divisors.length);
    expect(LOG_LOW).toHaveLength(divisors.length);
    // √½ and √2, and what exponentAroundOne lets pass beyond them
    expect(logDivisor(0.70710678 * (1 - 2 ** -20))).toBeLessThanOrEqual(45);
    expect(logDivisor(1.41421357 * (1 + 2 ** -20))).toBeGreaterThanOrEqual(23);
  });

  it.each(divisors)('is right at i = %d', (i) => {
    const wanted = new D(32).div(i).ln();
    expect(Number.isInteger(logHigh(0, i) * 2 ** 42)).toBe(true);
    // twelve digits of a number below 2⁻⁴²
    const error = exactly(logHigh(0, i))
      .plus(exactly(logLow(0, i)))
      .minus(wanted);
    expect(error.abs().toNumber()).toBeLessThan(1e-24);
  });

  it.each([-1074, -3, 1, 1024])('adds %d · log 2', (n) => {
    const wanted = new D(2).ln().times(n);
    const error = exactly(logHigh(n, 32))
      .plus(exactly(logLow(n, 32)))
      .minus(wanted);
    expect(Number.isInteger(logHigh(n, 32) * 2 ** 42)).toBe(true);
    expect(error.abs().toNumber()).toBeLessThan(Math.abs(n) * 1e-29);
  });
});

describe('logTail', () => {
  it.each([-0.0224, -0.012, 0.008, 0.0224])('at r = %d gives log(1 + r) to 2⁻⁷⁰', (r) => {
    const exact = exactly(r);
    const cube = exact.pow(3).times(exactly(logTail(r)));
    const sum = exact.minus(exact.pow(2).div(2)).plus(cube);
    expect(sum.minus(referenceLog1p(exact)).abs().toNumber()).toBeLessThan(2 ** -70);
  });
});
