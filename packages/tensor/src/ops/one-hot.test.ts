import { describe, expect, it } from 'vitest';
import { fromArray, toArray, zeros } from '../create.ts';
import { failure } from '../failure.testing.ts';
import { scalar } from '../tensor.ts';
import { oneHot } from './one-hot.ts';

describe('oneHot', () => {
  it('makes a row of 0 and 1 of each label', () => {
    expect(toArray(oneHot(fromArray([2, 0], 'int32'), 3))).toEqual([
      [0, 0, 1],
      [1, 0, 0],
    ]);
    expect(oneHot(fromArray([1], 'uint8'), 2, 'float32')).toEqual(fromArray([[0, 1]], 'float32'));
    expect(oneHot(scalar(1, 'int32'), 2)).toEqual(fromArray([0, 1]));
    expect(oneHot(zeros([0], 'int32'), 10).shape).toEqual([0, 10]);
  });

  it('refuses labels outside the classes, and what is no label', () => {
    expect(failure(() => oneHot(fromArray([3], 'int32'), 3))).toBe(
      'BAD_ARGUMENT: oneHot: index 3 is outside 0 … 2: there are 3 classes',
    );
    expect(failure(() => oneHot(fromArray([-1], 'int32'), 3))).toMatch(/^BAD_ARGUMENT/);
    expect(failure(() => oneHot(fromArray([1]), 3))).toMatch(/^BAD_DTYPE: oneHot/);
    expect(failure(() => oneHot(fromArray([1], 'int32'), 2.5))).toMatch(/^BAD_SHAPE: oneHot/);
  });
});
