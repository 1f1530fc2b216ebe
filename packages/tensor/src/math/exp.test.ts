import { describe, expect, it } from 'vitest';

import { exp } from './exp.ts';
import { largestError, spread, uniform } from './reference.testing.ts';

describe('exp', () => {
  it.each([
    ['all normal results', uniform(-708.39, 709.78), 0.65],
    ['around 0', uniform(-1, 1), 0.65],
    ['all scales', spread(-60, 9), 0.65],
    ['the largest results', uniform(709, 709.7827), 0.65],
    ['subnormal results', uniform(-745.13, -708.4), 0.79],
  ])('%s: within the stated error', (_, draw, bound) => {
    const { error, at } = largestError(exp, (x) => x.exp(), draw);
    expect(error, `at ${at}`).toBeLessThan(bound);
  });

  it('is 1 at both zeros, 0 at −∞, ∞ at ∞, NaN at NaN', () => {
    expect(exp(0)).toBe(1);
    expect(exp(-0)).toBe(1);
    expect(exp(-Infinity)).toBe(0);
    expect(exp(Infinity)).toBe(Infinity);
    expect(exp(NaN)).toBeNaN();
  });

  it('is 1 for the smallest arguments', () => {
    expect(exp(5e-324)).toBe(1);
    expect(exp(-1e-17)).toBe(1);
  });

  // log(2^1024 − 2^970), above which e^x rounds to 2^1024, lies between these neighbours.
  it('overflows where e^x exceeds the largest float64', () => {
    expect(exp(709.782712893384)).toBeLessThan(Infinity);
    expect(exp(709.7827128933841)).toBe(Infinity);
    for (let x = 709.79; x < 711; x += 0.01) expect(exp(x)).toBe(Infinity);
    expect(exp(1e300)).toBe(Infinity);
  });

  // log(2^−1075), below which e^x rounds to 0, lies between these neighbours.
  it('underflows where e^x is below half the smallest subnormal', () => {
    expect(exp(-745.1332191019411)).toBe(5e-324);
    expect(exp(-745.1332191019412)).toBe(0);
    for (let x = -745.14; x > -747; x -= 0.01) expect(exp(x)).toBe(0);
    expect(exp(-1e300)).toBe(0);
  });
});
