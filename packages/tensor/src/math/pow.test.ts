import { describe, expect, it } from 'vitest';

import { log } from './log.ts';
import { pow } from './pow.ts';
import { exactly, randomNumbers, spread, ulpError, uniform } from './reference.testing.ts';

type DrawPair = (random: () => number) => readonly [number, number];

const positive = (low: number, high: number) => (random: () => number) => Math.abs(spread(low, high)(random));

/** A base, and an exponent that makes log₂ of the result uniform in [low, high). */
function resultsBetween(low: number, high: number, base: (random: () => number) => number): DrawPair {
  return (random) => {
    const x = base(random);
    return [x, (uniform(low, high)(random) * 0.6931471805599453) / log(x)];
  };
}

describe('pow', () => {
  const regions: [string, DrawPair, number][] = [
    ['everyday numbers', (random) => [uniform(0, 10)(random), uniform(-10, 10)(random)], 0.65],
    ['bases of all scales', resultsBetween(-1022, 1023.9, positive(-1022, 1024)), 0.65],
    ['bases close to 1', resultsBetween(-1022, 1023.9, (random) => 1 + spread(-52, -3)(random)), 0.65],
    ['large exponents', (random) => [uniform(0.5, 2)(random), uniform(-1000, 1000)(random)], 0.65],
    [
      'integer exponents',
      (random) => [uniform(0.6, 1.6)(random), Math.floor(uniform(-999, 999)(random))],
      0.65,
    ],
    ['subnormal bases', (random) => [positive(-1074, -1022)(random), uniform(-0.9, 0.9)(random)], 0.65],
    ['subnormal results', resultsBetween(-1074, -1022, positive(-1022, 1024)), 0.79],
  ];

  it.each(regions)('%s: within the stated error', (_, draw, bound) => {
    const random = randomNumbers(7);
    let worst = { error: 0, at: '' };
    for (let k = 0; k < 300; k++) {
      const [x, y] = draw(random);
      const error = ulpError(pow(x, y), exactly(y).times(exactly(x).ln()).exp());
      if (!(error <= worst.error)) worst = { error, at: `${x} ** ${y}` };
    }
    expect(worst.error, worst.at).toBeLessThan(bound);
  });

  it('is exact where the result is a float64', () => {
    expect(pow(3, 33)).toBe(5559060566555523);
    expect(pow(10, 22)).toBe(1e22);
    expect(pow(-7, 3)).toBe(-343);
    expect(pow(2, 1023)).toBe(8.98846567431158e307);
    expect(pow(2, -1074)).toBe(5e-324);
    expect(pow(4, -0.5)).toBe(0.5);
    expect(pow(1.5, 2)).toBe(2.25);
  });

  it('holds over a thousand multiplications', () => {
    expect(ulpError(pow(0.9, 1000), exactly(0.9).pow(1000))).toBeLessThan(0.65);
    expect(ulpError(pow(-0.999, 1e5), exactly(0.999).pow(1e5))).toBeLessThan(0.65);
  });

  it('overflows and underflows with the right sign', () => {
    expect(pow(2, 1024)).toBe(Infinity);
    expect(pow(-2, 1025)).toBe(-Infinity);
    expect(pow(2, -1075)).toBe(0);
    expect(pow(-2, -1075)).toBe(-0);
    for (let y = 1075; y < 1080; y += 0.125) expect(pow(2, -y)).toBe(0);
    for (let y = 1024; y < 1030; y += 0.125) expect(pow(2, y)).toBe(Infinity);
    expect(pow(1.0000000000000002, 1e300)).toBe(Infinity);
    expect(pow(0.9999999999999999, 1e300)).toBe(0);
    expect(pow(1e300, 1e300)).toBe(Infinity);
    expect(pow(1e300, -1e300)).toBe(0);
    expect(pow(1e300, 5e-324)).toBe(1);
  });

  // C99 (ISO/IEC 9899:1999), F.9.4.4; numpy.power gives the same, but takes a power
  // of 0.5 as a square root, so that its (−0, 0.5) is −0 and its (−∞, 0.5) is NaN (NumPy 2.4).
  it.each<[number, number, number]>([
    [0, -3, Infinity],
    [-0, -3, -Infinity],
    [0, -2, Infinity],
    [-0, -2, Infinity],
    [0, -0.5, Infinity],
    [-0, -0.5, Infinity],
    [0, -Infinity, Infinity],
    [-0, -Infinity, Infinity],
    [0, 3, 0],
    [-0, 3, -0],
    [0, 4, 0],
    [-0, 4, 0],
    [-0, 2, 0],
    [-0, 0.5, 0],
    [0, Infinity, 0],
    [-0, Infinity, 0],
    [-1, Infinity, 1],
    [-1, -Infinity, 1],
    [1, Infinity, 1],
    [1, -Infinity, 1],
    [1, NaN, 1],
    [1, 3.7, 1],
    [NaN, 0, 1],
    [NaN, -0, 1],
    [Infinity, 0, 1],
    [-Infinity, -0, 1],
    [0, 0, 1],
    [-8, 1 / 3, NaN],
    [-8, -0.5, NaN],
    [-5e-324, 1.5, NaN],
    [0.5, -Infinity, Infinity],
    [-0.5, -Infinity, Infinity],
    [2, -Infinity, 0],
    [-2, -Infinity, 0],
    [0.5, Infinity, 0],
    [-0.5, Infinity, 0],
    [2, Infinity, Infinity],
    [-2, Infinity, Infinity],
    [-Infinity, -3, -0],
    [-Infinity, -2, 0],
    [-Infinity, -0.5, 0],
    [-Infinity, -Infinity, 0],
    [-Infinity, 3, -Infinity],
    [-Infinity, 2, Infinity],
    [-Infinity, 0.5, Infinity],
    [-Infinity, Infinity, Infinity],
    [Infinity, -3, 0],
    [Infinity, -0.5, 0],
    [Infinity, -Infinity, 0],
    [Infinity, 3, Infinity],
    [Infinity, 2, Infinity],
    [Infinity, 0.5, Infinity],
    [Infinity, Infinity, Infinity],
    [NaN, 1, NaN],
    [NaN, 2, NaN],
    [NaN, NaN, NaN],
    [NaN, Infinity, NaN],
    [2, NaN, NaN],
    [0, NaN, NaN],
    [-1, NaN, NaN],
    [-1, 9007199254740991, -1], // the largest odd float64
    [-1, 9007199254740992, 1],
    [-1, 1e300, 1],
  ])('%s to the power %s is %s', (x, y, expected) => {
    expect(pow(x, y)).toBe(expected);
  });
});
