import { describe, expect, it } from 'vitest';
import { fromArray, zeros } from '../create.ts';
import { failure } from '../failure.testing.ts';
import { scalar } from '../tensor.ts';
import { argMax } from './arg-max.ts';

/* The expected values were printed by np.argmax of NumPy 2.4.6. */

const x = fromArray([
  [3, 1, 2],
  [9, 7, 8],
]);

describe('argMax', () => {
  it('along an axis, and over all', () => {
    expect(argMax(x, { axis: 0 })).toEqual(fromArray([1, 1, 1], 'int32'));
    expect(argMax(x, { axis: 1 })).toEqual(fromArray([0, 0], 'int32'));
    expect(argMax(x, { axis: -1 })).toEqual(fromArray([0, 0], 'int32'));
    expect(argMax(x)).toEqual(scalar(3, 'int32'));
    expect(
      argMax(
        fromArray([
          [
            [1, 5],
            [7, 2],
          ],
          [
            [3, 3],
            [0, 4],
          ],
        ]),
        { axis: 1 },
      ),
    ).toEqual(
      fromArray(
        [
          [1, 0],
          [0, 1],
        ],
        'int32',
      ),
    );
  });

  it('keeps dimensions where told to', () => {
    expect(argMax(x, { axis: 1, keepDims: true }).shape).toEqual([2, 1]);
    expect(argMax(x, { axis: 0, keepDims: true }).shape).toEqual([1, 3]);
    expect(argMax(x, { keepDims: true })).toEqual(fromArray([[3]], 'int32'));
  });

  it('takes the first of several, and the first NaN before all', () => {
    expect(argMax(fromArray([1, 3, 3]))).toEqual(scalar(1, 'int32'));
    expect(argMax(fromArray([1, NaN, 3, NaN]))).toEqual(scalar(1, 'int32'));
    expect(argMax(fromArray([-Infinity, -Infinity]))).toEqual(scalar(0, 'int32'));
    expect(argMax(fromArray([false, true, true]))).toEqual(scalar(1, 'int32'));
    expect(argMax(scalar(7))).toEqual(scalar(0, 'int32'));
  });

  it('of nothing is an error, but not beside nothing', () => {
    expect(argMax(zeros([0, 3]), { axis: 1 })).toEqual(zeros([0], 'int32'));
    expect(argMax(zeros([3, 0]), { axis: 0 })).toEqual(zeros([0], 'int32'));
    expect(failure(() => argMax(zeros([3, 0]), { axis: 1 }))).toBe(
      'BAD_SHAPE: argMax: axis 1 of [3, 0] has nothing to choose from',
    );
    expect(failure(() => argMax(zeros([0, 3])))).toMatch(/^BAD_SHAPE/);
    expect(failure(() => argMax(x, { axis: 2 }))).toMatch(/^BAD_AXIS: argMax/);
    expect(failure(() => argMax(scalar(1), { axis: 0 }))).toMatch(/^BAD_AXIS: argMax.*0-d/);
  });
});
