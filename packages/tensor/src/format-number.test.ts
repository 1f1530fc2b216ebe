import { describe, expect, it } from 'vitest';
import { format, fromArray, type Tensor } from './index.ts';

const lines = (...rows: string[]): string => rows.join('\n');

type Case = [name: string, x: Tensor, text: string];

/* The expected texts were printed by `print(x)` of NumPy 2.4.6. */

describe('the numbers of format', () => {
  describe('0-d tensors, with all their digits', () => {
    it.each<Case>([
      ['0.0', fromArray(0.0), '0.0'],
      ['1.0', fromArray(1.0), '1.0'],
      ['-2.5', fromArray(-2.5), '-2.5'],
      ['0.3333333333333333', fromArray(0.3333333333333333), '0.3333333333333333'],
      ['0.1', fromArray(0.1), '0.1'],
      ['0.0001', fromArray(0.0001), '0.0001'],
      ['1e-05', fromArray(1e-5), '1e-05'],
      ['-1.25e-07', fromArray(-1.25e-7), '-1.25e-07'],
      ['1000000000000000.0', fromArray(1000000000000000.0), '1000000000000000.0'],
      ['1e+16', fromArray(1e16), '1e+16'],
      ['1.5e+300', fromArray(1.5e300), '1.5e+300'],
      ['123456.789', fromArray(123456.789), '123456.789'],
      ['NaN', fromArray(NaN), 'nan'],
      ['Infinity', fromArray(Infinity), 'inf'],
      ['-Infinity', fromArray(-Infinity), '-inf'],
      ['-0', fromArray(-0), '-0.0'],
      ['0.1 float32', fromArray(0.1, 'float32'), '0.1'],
      ['0.3333333333333333 float32', fromArray(0.3333333333333333, 'float32'), '0.33333334'],
      ['16777216.0 float32', fromArray(16777216.0, 'float32'), '1.6777216e+07'],
      ['999999.0 float32', fromArray(999999.0, 'float32'), '999999.0'],
      ['1000000.0 float32', fromArray(1000000.0, 'float32'), '1e+06'],
      ['1e-05 float32', fromArray(1e-5, 'float32'), '1e-05'],
      ['1.5e+30 float32', fromArray(1.5e30, 'float32'), '1.5e+30'],
      ['int32', fromArray(-7, 'int32'), '-7'],
      ['bool', fromArray(true), 'True'],
    ])('%s', (_, x, text) => {
      expect(format(x)).toBe(text);
    });
  });

  describe('numbers in columns', () => {
    it.each<Case>([
      ['whole numbers', fromArray([1.0, 2.0, 3.0]), '[1. 2. 3.]'],
      ['decimals of different length', fromArray([0.5, 0.25, 0.125, 10.0]), '[ 0.5    0.25   0.125 10.   ]'],
      ['negative numbers', fromArray([-1.5, 2.0, -30.25]), '[ -1.5    2.   -30.25]'],
      [
        'eight decimals at most',
        fromArray([0.3333333333333333, 0.6666666666666666, 1.0]),
        '[0.33333333 0.66666667 1.        ]',
      ],
      [
        'a half at the ninth decimal goes to the even digit',
        fromArray([0.001953125, 0.005859375, 0.009765625]),
        '[0.00195312 0.00585938 0.00976562]',
      ],
      ['negative zero', fromArray([-0, 1.0]), '[-0.  1.]'],
      ['rounded up to a whole number', fromArray([0.9999999999, 0.5]), '[1.  0.5]'],
      ['one number', fromArray([42.0]), '[42.]'],
    ])('%s', (_, x, text) => {
      expect(format(x)).toBe(text);
    });
  });

  describe('scientific form', () => {
    it.each<Case>([
      ['large', fromArray([100000000.0, 1.0]), '[1.e+08 1.e+00]'],
      ['just not large', fromArray([99999999.0, 99999998.0]), '[99999999. 99999998.]'],
      ['small', fromArray([9e-5]), '[9.e-05]'],
      ['just not small', fromArray([0.0001, 0.05]), '[0.0001 0.05  ]'],
      ['far apart', fromArray([1.0, 1001.0]), '[1.000e+00 1.001e+03]'],
      ['just not too far apart', fromArray([1.0, 1000.0]), '[   1. 1000.]'],
      ['mixed magnitudes', fromArray([1.5e-10, -2.25, 300000.0]), '[ 1.50e-10 -2.25e+00  3.00e+05]'],
      ['three digits of exponent', fromArray([1e-300, 100000.0, 1e300]), '[1.e-300 1.e+005 1.e+300]'],
      [
        'a half goes to the even digit',
        fromArray([6.103515625e-5, 1000000005.0]),
        '[6.10351562e-05 1.00000000e+09]',
      ],
      [
        '2-d',
        fromArray([
          [10000000000.0, -1.0],
          [0.0, 0.0025],
        ]),
        lines('[[ 1.0e+10 -1.0e+00]', ' [ 0.0e+00  2.5e-03]]'),
      ],
    ])('%s', (_, x, text) => {
      expect(format(x)).toBe(text);
    });
  });

  describe('nan and inf', () => {
    it.each<Case>([
      ['with decimals', fromArray([NaN, Infinity, -Infinity, 1.5]), '[ nan  inf -inf  1.5]'],
      ['with whole numbers', fromArray([1.0, NaN]), '[ 1. nan]'],
      ['alone', fromArray([NaN, NaN]), '[nan nan]'],
      ['inf alone', fromArray([Infinity, -Infinity]), '[ inf -inf]'],
      ['in scientific form', fromArray([1e-10, NaN, -Infinity]), '[1.e-10    nan   -inf]'],
      ['wider than the numbers', fromArray([1.0, -Infinity, 2.0]), '[  1. -inf   2.]'],
    ])('%s', (_, x, text) => {
      expect(format(x)).toBe(text);
    });
  });

  describe('float32, by its own shortest digits', () => {
    it.each<Case>([
      ['0.1', fromArray([0.1, 0.2, 0.7], 'float32'), '[0.1 0.2 0.7]'],
      ['thirds', fromArray([0.3333333333333333, 0.6666666666666666], 'float32'), '[0.33333334 0.6666667 ]'],
      ['large from 1e6', fromArray([1234567.0, 1.0], 'float32'), '[1.234567e+06 1.000000e+00]'],
      ['just not large', fromArray([999999.0], 'float32'), '[999999.]'],
      [
        'scientific, digits beyond the shortest',
        fromArray([4.791097e-5, 0.00082000054, 8.785674e-6], 'float32'),
        '[4.7910969e-05 8.2000054e-04 8.7856743e-06]',
      ],
      ['halves to the even digit', fromArray([1.22265625, 0.623046875], 'float32'), '[1.2226562 0.6230469]'],
      ['far apart', fromArray([1.0, 1001.0], 'float32'), '[1.000e+00 1.001e+03]'],
      ['just not too far apart', fromArray([1.0, 1000.0], 'float32'), '[   1. 1000.]'],
      ['small from 1e-4 as float32', fromArray([0.0001, 0.05], 'float32'), '[0.0001 0.05  ]'],
    ])('%s', (_, x, text) => {
      expect(format(x)).toBe(text);
    });
  });
});
