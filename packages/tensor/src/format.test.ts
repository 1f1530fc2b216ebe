import { describe, expect, it } from 'vitest';
import {
  add,
  arange,
  concat,
  div,
  format,
  fromArray,
  full,
  ones,
  reshape,
  zeros,
  type Tensor,
} from './index.ts';

const lines = (...rows: string[]): string => rows.join('\n');

type Case = [name: string, x: Tensor, text: string];

/* The expected texts were printed by `print(x)` of NumPy 2.4.6. */

describe('format', () => {
  describe('rows and brackets', () => {
    it.each<Case>([
      [
        '2-d',
        fromArray([
          [1.0, -2.5],
          [300.0, 0.0],
        ]),
        lines('[[  1.   -2.5]', ' [300.    0. ]]'),
      ],
      [
        '3-d',
        fromArray([
          [
            [1.0, 2.0],
            [3.0, 4.0],
          ],
          [
            [5.0, 6.0],
            [7.5, 8.0],
          ],
        ]),
        lines('[[[1.  2. ]', '  [3.  4. ]]', '', ' [[5.  6. ]', '  [7.5 8. ]]]'),
      ],
      [
        '4-d',
        fromArray([
          [[[1.0]], [[2.0]]],
          [[[3.0]], [[4.0]]],
        ]),
        lines('[[[[1.]]', '', '  [[2.]]]', '', '', ' [[[3.]]', '', '  [[4.]]]]'),
      ],
    ])('%s', (_, x, text) => {
      expect(format(x)).toBe(text);
    });
  });

  describe('integers and booleans', () => {
    it.each<Case>([
      [
        'int32',
        fromArray(
          [
            [1, -20],
            [300, 4],
          ],
          'int32',
        ),
        lines('[[  1 -20]', ' [300   4]]'),
      ],
      ['uint8', fromArray([0, 255, 7], 'uint8'), '[  0 255   7]'],
      ['bool', fromArray([true, false]), '[ True False]'],
      ['only true', fromArray([true, true]), '[ True  True]'],
      ['bool 2-d', fromArray([[true], [false]]), lines('[[ True]', ' [False]]')],
    ])('%s', (_, x, text) => {
      expect(format(x)).toBe(text);
    });
  });

  describe('long rows are wrapped', () => {
    it.each<Case>([
      [
        '30 whole numbers',
        arange(30),
        lines(
          '[ 0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23',
          ' 24 25 26 27 28 29]',
        ),
      ],
      [
        '40 decimals',
        div(arange(40), 8),
        lines(
          '[0.    0.125 0.25  0.375 0.5   0.625 0.75  0.875 1.    1.125 1.25  1.375',
          ' 1.5   1.625 1.75  1.875 2.    2.125 2.25  2.375 2.5   2.625 2.75  2.875',
          ' 3.    3.125 3.25  3.375 3.5   3.625 3.75  3.875 4.    4.125 4.25  4.375',
          ' 4.5   4.625 4.75  4.875]',
        ),
      ],
      [
        'a matrix',
        div(reshape(arange(40), [2, 20]), -4),
        lines(
          '[[-0.   -0.25 -0.5  -0.75 -1.   -1.25 -1.5  -1.75 -2.   -2.25 -2.5  -2.75',
          '  -3.   -3.25 -3.5  -3.75 -4.   -4.25 -4.5  -4.75]',
          ' [-5.   -5.25 -5.5  -5.75 -6.   -6.25 -6.5  -6.75 -7.   -7.25 -7.5  -7.75',
          '  -8.   -8.25 -8.5  -8.75 -9.   -9.25 -9.5  -9.75]]',
        ),
      ],
      [
        'three dimensions',
        reshape(arange(60), [1, 2, 30]),
        lines(
          '[[[ 0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22',
          '   23 24 25 26 27 28 29]',
          '  [30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52',
          '   53 54 55 56 57 58 59]]]',
        ),
      ],
      [
        'blanks at the end of a line go',
        concat([ones([30]), full([1], 0.5)]),
        lines(
          '[1.  1.  1.  1.  1.  1.  1.  1.  1.  1.  1.  1.  1.  1.  1.  1.  1.  1.',
          ' 1.  1.  1.  1.  1.  1.  1.  1.  1.  1.  1.  1.  0.5]',
        ),
      ],
      [
        'exactly full',
        add(arange(18), 100),
        '[100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117]',
      ],
      [
        'one more than full',
        add(arange(19), 100),
        lines('[100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117', ' 118]'),
      ],
    ])('%s', (_, x, text) => {
      expect(format(x)).toBe(text);
    });
  });

  describe('more than 1000 elements are summarised', () => {
    it.each<Case>([
      ['1-d', arange(1001), '[   0    1    2 ...  998  999 1000]'],
      [
        '2-d',
        div(reshape(arange(1600), [40, 40]), 8),
        lines(
          '[[0.00000e+00 1.25000e-01 2.50000e-01 ... 4.62500e+00 4.75000e+00',
          '  4.87500e+00]',
          ' [5.00000e+00 5.12500e+00 5.25000e+00 ... 9.62500e+00 9.75000e+00',
          '  9.87500e+00]',
          ' [1.00000e+01 1.01250e+01 1.02500e+01 ... 1.46250e+01 1.47500e+01',
          '  1.48750e+01]',
          ' ...',
          ' [1.85000e+02 1.85125e+02 1.85250e+02 ... 1.89625e+02 1.89750e+02',
          '  1.89875e+02]',
          ' [1.90000e+02 1.90125e+02 1.90250e+02 ... 1.94625e+02 1.94750e+02',
          '  1.94875e+02]',
          ' [1.95000e+02 1.95125e+02 1.95250e+02 ... 1.99625e+02 1.99750e+02',
          '  1.99875e+02]]',
        ),
      ],
      [
        'short axes stay whole',
        reshape(arange(1200), [200, 2, 3]),
        lines(
          '[[[   0    1    2]',
          '  [   3    4    5]]',
          '',
          ' [[   6    7    8]',
          '  [   9   10   11]]',
          '',
          ' [[  12   13   14]',
          '  [  15   16   17]]',
          '',
          ' ...',
          '',
          ' [[1182 1183 1184]',
          '  [1185 1186 1187]]',
          '',
          ' [[1188 1189 1190]',
          '  [1191 1192 1193]]',
          '',
          ' [[1194 1195 1196]',
          '  [1197 1198 1199]]]',
        ),
      ],
      [
        'only what is shown sets the width',
        concat([zeros([600]), full([600], 1e-9), ones([600])]),
        '[0. 0. 0. ... 1. 1. 1.]',
      ],
    ])('%s', (_, x, text) => {
      expect(format(x)).toBe(text);
    });
  });

  describe('nothing', () => {
    it.each<Case>([
      ['[0]', zeros([0]), '[]'],
      ['[0, 3]', zeros([0, 3]), '[]'],
      ['[2, 0]', zeros([2, 0]), '[]'],
      ['[2, 0, 3]', zeros([2, 0, 3]), '[]'],
    ])('%s', (_, x, text) => {
      expect(format(x)).toBe(text);
    });
  });

  it('shows 1000 elements whole', () => {
    const text = format(reshape(arange(1000), [250, 4])).split('\n');
    expect(text).toHaveLength(250);
    expect(text[125]).toBe(' [500 501 502 503]');
  });
});
