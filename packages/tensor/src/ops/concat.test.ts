import { describe, expect, it } from 'vitest';
import { fromArray, toArray, zeros } from '../create.ts';
import { failure } from '../failure.testing.ts';
import { scalar } from '../tensor.ts';
import { concat } from './concat.ts';

const [a, b] = [
  fromArray([
    [1, 2],
    [3, 4],
  ]),
  fromArray([[5, 6]]),
];

describe('concat', () => {
  it('along the first axis, or another', () => {
    expect(toArray(concat([a, b]))).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    expect(toArray(concat([a, fromArray([[7], [8]])], { axis: 1 }))).toEqual([
      [1, 2, 7],
      [3, 4, 8],
    ]);
    expect(toArray(concat([a, a], { axis: -1 }))).toEqual([
      [1, 2, 1, 2],
      [3, 4, 3, 4],
    ]);
    const cube = fromArray([
      [[1], [2]],
      [[3], [4]],
    ]);
    expect(toArray(concat([cube, cube], { axis: 1 }))).toEqual([
      [[1], [2], [1], [2]],
      [[3], [4], [3], [4]],
    ]);
    expect(toArray(concat([fromArray([1]), fromArray([2, 3]), zeros([0])]))).toEqual([1, 2, 3]);
  });

  it('one tensor is copied', () => {
    expect(concat([a])).toEqual(a);
    expect(concat([a]).data).not.toBe(a.data);
  });

  it('has the widest dtype', () => {
    expect(concat([fromArray([1], 'uint8'), fromArray([-2], 'int32')])).toEqual(fromArray([1, -2], 'int32'));
    expect(concat([fromArray([true]), fromArray([false])]).dtype).toBe('bool');
    expect(concat([fromArray([1], 'int32'), fromArray([0.5], 'float32')])).toEqual(fromArray([1, 0.5]));
  });

  it('refuses what does not fit', () => {
    expect(failure(() => concat([a, fromArray([[1, 2, 3]])]))).toBe(
      'SHAPE_MISMATCH: concat: [1, 3] does not continue [2, 2] along axis 0; all other lengths must be equal',
    );
    expect(failure(() => concat([a, fromArray([1, 2])]))).toMatch(/^SHAPE_MISMATCH/);
    expect(failure(() => concat([]))).toBe('BAD_ARGUMENT: concat: expected at least one tensor; got none');
    expect(failure(() => concat([a], { axis: 2 }))).toMatch(/^BAD_AXIS: concat/);
    expect(failure(() => concat([scalar(1)]))).toMatch(/^BAD_AXIS: concat.*0-d/);
  });
});
