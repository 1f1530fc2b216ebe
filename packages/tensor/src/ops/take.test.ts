import { describe, expect, it } from 'vitest';
import { fromArray, toArray, zeros } from '../create.ts';
import { failure } from '../failure.testing.ts';
import { scalar } from '../tensor.ts';
import { take } from './take.ts';

const x = fromArray([
  [1, 2],
  [3, 4],
  [5, 6],
]);

describe('take', () => {
  it('picks rows by number, in any order and more than once', () => {
    expect(toArray(take(x, fromArray([2, 0, 2], 'int32')))).toEqual([
      [5, 6],
      [1, 2],
      [5, 6],
    ]);
    expect(toArray(take(fromArray([7, 8, 9], 'uint8'), fromArray([1, 1], 'uint8')))).toEqual([8, 8]);
  });

  it('puts the shape of the indices before that of a row', () => {
    expect(
      toArray(
        take(
          x,
          fromArray(
            [
              [0, 1],
              [2, 2],
            ],
            'int32',
          ),
        ),
      ),
    ).toEqual([
      [
        [1, 2],
        [3, 4],
      ],
      [
        [5, 6],
        [5, 6],
      ],
    ]);
    expect(take(x, scalar(1, 'int32'))).toEqual(fromArray([3, 4]));
    expect(take(x, zeros([0], 'int32')).shape).toEqual([0, 2]);
    expect(take(zeros([3, 0]), fromArray([1], 'int32')).shape).toEqual([1, 0]);
  });

  it('refuses what is no row', () => {
    expect(failure(() => take(x, fromArray([0, 3], 'int32')))).toBe(
      'BAD_ARGUMENT: take: index 3 is outside 0 … 2: x is [3, 2]',
    );
    expect(failure(() => take(x, fromArray([-1], 'int32')))).toMatch(/^BAD_ARGUMENT: take: index -1/);
    expect(failure(() => take(x, fromArray([1])))).toBe(
      'BAD_DTYPE: take: indices are integers (int32 or uint8); got float64',
    );
    expect(failure(() => take(x, fromArray([true])))).toMatch(/^BAD_DTYPE/);
    expect(failure(() => take(scalar(1), fromArray([0], 'int32')))).toMatch(/^BAD_SHAPE: take/);
  });
});
