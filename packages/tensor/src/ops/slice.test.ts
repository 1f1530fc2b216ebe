import { describe, expect, it } from 'vitest';
import { arange, toArray, zeros, type NestedArray } from '../create.ts';
import { failure } from '../failure.testing.ts';
import { scalar } from '../tensor.ts';
import { reshape } from './layout.ts';
import { slice, type Range } from './slice.ts';

const x = reshape(arange(12), [3, 4]);

describe('slice', () => {
  it.each<[string, Range[], NestedArray]>([
    [
      'x[1:3]',
      [[1, 3]],
      [
        [4, 5, 6, 7],
        [8, 9, 10, 11],
      ],
    ],
    [
      'x[0:2, 1:3]',
      [
        [0, 2],
        [1, 3],
      ],
      [
        [1, 2],
        [5, 6],
      ],
    ],
    ['x[-1:]', [[-1]], [[8, 9, 10, 11]]],
    [
      'x[:-1, -2:]',
      [[0, -1], [-2]],
      [
        [2, 3],
        [6, 7],
      ],
    ],
    [
      'x[0:3, 3:4]',
      [
        [0, 3],
        [3, 4],
      ],
      [[3], [7], [11]],
    ],
    ['x[1:1]', [[1, 1]], []],
    ['x[:, 4:]', [[0], [4]], [[], [], []]],
    [
      'x[:]',
      [],
      [
        [0, 1, 2, 3],
        [4, 5, 6, 7],
        [8, 9, 10, 11],
      ],
    ],
  ])('%s', (_, ranges, expected) => {
    expect(toArray(slice(x, ranges))).toEqual(expected);
  });

  it('works in three dimensions, on 0-d and empty tensors, and keeps the dtype', () => {
    const cube = reshape(arange(24), [2, 3, 4]);
    expect(slice(cube, [[1], [0, 2], [1, 3]])).toEqual({
      shape: [1, 2, 2],
      dtype: 'int32',
      data: Int32Array.of(13, 14, 17, 18),
    });
    expect(slice(scalar(5), [])).toEqual(scalar(5));
    expect(slice(zeros([0, 2]), [[0, 0]]).shape).toEqual([0, 2]);
  });

  it('copies', () => {
    expect(slice(x, []).data).not.toBe(x.data);
  });

  it.each<[Range[], string]>([
    [[[0, 4]], 'BAD_ARGUMENT: slice: range [0, 4] does not lie inside axis 0 of [3, 4]'],
    [[[2, 1]], 'BAD_ARGUMENT: slice: range [2, 1] does not lie inside axis 0 of [3, 4]'],
    [[[0], [-5, 2]], 'BAD_ARGUMENT: slice: range [-5, 2] does not lie inside axis 1 of [3, 4]'],
    [[[0.5, 2]], 'BAD_ARGUMENT: slice: range [0.5, 2] does not lie inside axis 0 of [3, 4]'],
    [
      [
        [0, 1],
        [0, 1],
        [0, 1],
      ],
      'BAD_AXIS: slice: 3 ranges for the 2 axes of [3, 4]',
    ],
  ])('refuses %j', (ranges, says) => {
    expect(failure(() => slice(x, ranges))).toBe(says);
  });
});
