import { describe, expect, it } from 'vitest';
import { arange, fromArray, toArray, zeros } from '../create.ts';
import { failure } from '../failure.testing.ts';
import { scalar } from '../tensor.ts';
import { reshape, transpose } from './layout.ts';

const x = reshape(arange(24), [2, 3, 4]);

describe('reshape', () => {
  it('keeps the elements in order, and shares them', () => {
    const y = reshape(x, [4, 6]);
    expect(y).toMatchObject({ shape: [4, 6], dtype: 'int32' });
    expect(y.data).toBe(x.data);
    expect(reshape(x, [2, 3, 4])).toBe(x);
    expect(reshape(scalar(3), [1, 1])).toEqual(fromArray([[3]]));
    expect(reshape(fromArray([3]), [])).toEqual(scalar(3));
  });

  it.each([
    [[-1], [24]],
    [
      [6, -1],
      [6, 4],
    ],
    [
      [-1, 8],
      [3, 8],
    ],
    [
      [2, -1, 2],
      [2, 6, 2],
    ],
    [
      [-1, 24],
      [1, 24],
    ],
  ])('works out the −1 in %j: %j', (shape, full) => {
    expect(reshape(x, shape).shape).toEqual(full);
  });

  it('works it out for no elements too', () => {
    expect(reshape(zeros([0, 3]), [-1]).shape).toEqual([0]);
    expect(reshape(zeros([0, 3]), [3, -1]).shape).toEqual([3, 0]);
  });

  it.each([[[5, 5]], [[-1, 5]], [[-1, -1]], [[0, -1]], [[]], [[2.5, -1]], [[Number.NaN]]])(
    'refuses %j',
    (shape) => {
      expect(failure(() => reshape(x, shape))).toBe(
        `SHAPE_MISMATCH: reshape: [2, 3, 4] has 24 elements and does not fit into [${shape.join(', ')}]`,
      );
    },
  );

  it('refuses more than one −1, even where only 1 would do', () => {
    expect(failure(() => reshape(scalar(3), [-1, -1]))).toMatch(/^SHAPE_MISMATCH: reshape/);
  });

  it('refuses negative lengths whose product fits', () => {
    expect(failure(() => reshape(x, [-4, -6]))).toMatch(/^BAD_SHAPE: reshape/);
    // As in NumPy: beside 0 any length would do.
    expect(failure(() => reshape(zeros([0, 3]), [0, -1]))).toMatch(/^SHAPE_MISMATCH/);
  });
});

describe('transpose', () => {
  it('reverses the axes', () => {
    expect(
      toArray(
        transpose(
          fromArray([
            [1, 2, 3],
            [4, 5, 6],
          ]),
        ),
      ),
    ).toEqual([
      [1, 4],
      [2, 5],
      [3, 6],
    ]);
    expect(transpose(x).shape).toEqual([4, 3, 2]);
    expect(transpose(fromArray([1, 2]))).toEqual(fromArray([1, 2]));
    expect(transpose(scalar(1))).toEqual(scalar(1));
    expect(transpose(zeros([0, 3])).shape).toEqual([3, 0]);
  });

  // np.transpose(np.arange(24).reshape(2, 3, 4), axes).ravel() of NumPy 2.4.6
  it.each([
    [
      [1, 0, 2],
      [3, 2, 4],
      [0, 1, 2, 3, 12, 13, 14, 15, 4, 5, 6, 7, 16, 17, 18, 19, 8, 9, 10, 11, 20, 21, 22, 23],
    ],
    [
      [2, 0, 1],
      [4, 2, 3],
      [0, 4, 8, 12, 16, 20, 1, 5, 9, 13, 17, 21, 2, 6, 10, 14, 18, 22, 3, 7, 11, 15, 19, 23],
    ],
    [
      [-1, 0, -2],
      [4, 2, 3],
      [0, 4, 8, 12, 16, 20, 1, 5, 9, 13, 17, 21, 2, 6, 10, 14, 18, 22, 3, 7, 11, 15, 19, 23],
    ],
  ])('takes the axes in the order %j', (axes, shape, elements) => {
    const y = transpose(x, axes);
    expect(y.shape).toEqual(shape);
    expect(y.dtype).toBe('int32');
    expect([...y.data]).toEqual(elements);
  });

  it('copies', () => {
    const y = fromArray([1, 2]);
    expect(transpose(y).data).not.toBe(y.data);
  });

  it('refuses axes that are not each named once', () => {
    expect(failure(() => transpose(x, [0, 1]))).toBe(
      'BAD_AXIS: transpose: [0, 1] does not name each of 3 axes once',
    );
    expect(failure(() => transpose(x, [0, 1, 1]))).toMatch(/^BAD_AXIS/);
    expect(failure(() => transpose(x, [0, 1, -2]))).toMatch(/^BAD_AXIS/);
    expect(failure(() => transpose(x, [0, 1, 3]))).toMatch(/^BAD_AXIS: transpose: axis 3 does not exist/);
  });
});
