import { describe, expect, it } from 'vitest';
import { fromArray, toArray } from '../create.ts';
import { equal, greater, greaterEqual, less, lessEqual, notEqual } from './compare.ts';

const [a, b] = [fromArray([1, 2, 3, NaN, NaN, 0]), fromArray([2, 2, 2, NaN, 1, -0])];

describe('comparisons', () => {
  it.each([
    ['equal', equal, [false, true, false, false, false, true]],
    ['notEqual', notEqual, [true, false, true, true, true, false]],
    ['greater', greater, [false, false, true, false, false, false]],
    ['greaterEqual', greaterEqual, [false, true, true, false, false, true]],
    ['less', less, [true, false, false, false, false, false]],
    ['lessEqual', lessEqual, [true, true, false, false, false, true]],
  ])('%s', (_, op, expected) => {
    const result = op(a, b);
    expect(result.dtype).toBe('bool');
    expect(toArray(result)).toEqual(expected);
  });

  it('broadcast, and compare across dtypes', () => {
    expect(toArray(less(fromArray([[1], [3]], 'uint8'), fromArray([2, 4], 'int32')))).toEqual([
      [true, true],
      [false, true],
    ]);
    expect(toArray(equal(fromArray([200], 'uint8'), -56))).toEqual([false]);
    expect(toArray(equal(fromArray([true, false]), 1))).toEqual([true, false]);
  });

  it('a number beside float32 is a float32', () => {
    // NumPy 2.4.6: np.float32([0.1, 0.2, 16777216]) > 0.1, == 0.1
    const f = fromArray([0.1, 0.2, 16777216], 'float32');
    expect(toArray(greater(f, 0.1))).toEqual([false, true, true]);
    expect(toArray(equal(f, 0.1))).toEqual([true, false, false]);
    expect(toArray(less(0.1, f))).toEqual([false, true, true]);
  });
});
