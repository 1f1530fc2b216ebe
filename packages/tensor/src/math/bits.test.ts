import { describe, expect, it } from 'vitest';

import { exponentAroundOne, powerOfTwo, timesPowerOfTwo } from './bits.ts';

describe('powerOfTwo', () => {
  it('is exact for every n it takes', () => {
    for (let n = -538; n <= 538; n++) expect(powerOfTwo(n)).toBe(2 ** n);
  });
});

describe('timesPowerOfTwo', () => {
  it('reaches both ends of the float64 range', () => {
    expect(timesPowerOfTwo(1, -1074)).toBe(5e-324);
    expect(timesPowerOfTwo(1.9999999999999998, 1023)).toBe(Number.MAX_VALUE);
    expect(timesPowerOfTwo(Number.MAX_VALUE, -1024)).toBe(0.9999999999999999);
    expect(timesPowerOfTwo(5e-324, 1074)).toBe(1);
  });

  it('overflows to ∞ and underflows to 0', () => {
    expect(timesPowerOfTwo(1, 1024)).toBe(Infinity);
    expect(timesPowerOfTwo(1, -1076)).toBe(0);
  });

  // 1.5 + 2⁻⁵² rounds up to two smallest subnormals, 1.5 − 2⁻⁵² down to one; rounding twice would lose the
  // difference.
  it('rounds a subnormal result once', () => {
    expect(timesPowerOfTwo(1.5000000000000002, -1074)).toBe(1e-323);
    expect(timesPowerOfTwo(1.4999999999999998, -1074)).toBe(5e-324);
  });
});

describe('exponentAroundOne', () => {
  it.each([
    [1, 0],
    [0.72, 0],
    [0.7, -1],
    [1.41, 0],
    [1.42, 1],
    [2, 1],
    [0.5, -1],
    [Number.MAX_VALUE, 1024],
    [2.2250738585072014e-308, -1022],
    [2.225073858507201e-308, -1022],
    [5e-324, -1074],
  ])('of %d is %d', (x, expected) => {
    expect(exponentAroundOne(x)).toBe(expected);
  });
});
