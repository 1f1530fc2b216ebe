import { describe, expect, it } from 'vitest';
import { arange, eye, fromArray, full, ones, toArray, zeros, type NestedArray } from './create.ts';
import type { DType } from './dtype.ts';
import { failure } from './failure.testing.ts';

describe('full, zeros, ones, eye', () => {
  it('fill a shape', () => {
    expect(full([2, 2], 0.5)).toEqual({
      shape: [2, 2],
      dtype: 'float64',
      data: new Float64Array(4).fill(0.5),
    });
    expect(zeros([0, 3])).toEqual({ shape: [0, 3], dtype: 'float64', data: new Float64Array(0) });
    expect(ones([2], 'int32')).toEqual({ shape: [2], dtype: 'int32', data: Int32Array.of(1, 1) });
    expect(full([], 3).shape).toEqual([]);
    expect(toArray(eye(2, 'float32'))).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(full([1], 0.5, 'bool').data).toEqual(Uint8Array.of(1));
  });

  it('refuse a shape or a value that is none', () => {
    expect(failure(() => zeros([-1]))).toMatch(/^BAD_SHAPE: zeros: /);
    expect(failure(() => ones([1.5]))).toMatch(/^BAD_SHAPE: ones: /);
    expect(failure(() => full([2], 256, 'uint8'))).toBe('BAD_ARGUMENT: full: 256 does not fit into uint8');
    expect(failure(() => zeros([2], 'int64' as DType))).toMatch(/^BAD_DTYPE: .*got int64/);
    expect(failure(() => eye(-1))).toMatch(/^BAD_SHAPE: eye: /);
  });
});

describe('arange', () => {
  // np.arange of NumPy 2.4.6
  it('steps from start to before stop', () => {
    expect(arange(4)).toEqual({ shape: [4], dtype: 'int32', data: Int32Array.of(0, 1, 2, 3) });
    expect(toArray(arange(1, 10, 3))).toEqual([1, 4, 7]);
    expect(toArray(arange(5, 0, -2))).toEqual([5, 3, 1]);
    expect(toArray(arange(3, 3))).toEqual([]);
    expect(toArray(arange(0, 1, -1))).toEqual([]);
    expect(arange(0, 1, 0.25)).toEqual({
      shape: [4],
      dtype: 'float64',
      data: Float64Array.of(0, 0.25, 0.5, 0.75),
    });
  });

  it('is float64 where int32 would wrap around', () => {
    const x = arange(2 ** 40, 2 ** 40 + 2);
    expect([x.dtype, ...x.data]).toEqual(['float64', 2 ** 40, 2 ** 40 + 1]);
  });

  it('refuses a step of 0 and what is not finite', () => {
    expect(failure(() => arange(0, 1, 0))).toBe(
      'BAD_ARGUMENT: arange: expected finite numbers and a step other than 0; got 0, 1, 0',
    );
    expect(failure(() => arange(0, Number.POSITIVE_INFINITY))).toMatch(/^BAD_ARGUMENT/);
    expect(failure(() => arange(Number.NaN))).toMatch(/^BAD_ARGUMENT/);
  });
});

describe('fromArray', () => {
  it('takes any depth', () => {
    expect(
      fromArray([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    ).toEqual({
      shape: [2, 3],
      dtype: 'float64',
      data: Float64Array.of(1, 2, 3, 4, 5, 6),
    });
    expect(fromArray(3).shape).toEqual([]);
    expect(fromArray([[[1], [2]]]).shape).toEqual([1, 2, 1]);
    expect(fromArray([]).shape).toEqual([0]);
    expect(fromArray([[], []]).shape).toEqual([2, 0]);
  });

  it('makes booleans bool, mixed ones numbers, and what is asked for', () => {
    expect(fromArray([true, false])).toEqual({ shape: [2], dtype: 'bool', data: Uint8Array.of(1, 0) });
    expect(fromArray([true, 2])).toEqual({ shape: [2], dtype: 'float64', data: Float64Array.of(1, 2) });
    expect(fromArray([])).toMatchObject({ dtype: 'float64' });
    expect(fromArray([1.7, -1.7], 'int32').data).toEqual(Int32Array.of(1, -1));
    expect(fromArray([0, 0.5], 'bool').data).toEqual(Uint8Array.of(0, 1));
    expect(fromArray([0.1], 'float32').data).toEqual(Float32Array.of(0.1));
  });

  it.each([
    [[[1, 2], [3]], 'BAD_SHAPE: fromArray: rows differ: expected 2 at depth 1, got a row of 1'],
    [[1, [2]], 'BAD_SHAPE: fromArray: rows differ: expected a number at depth 1, got a row of 1'],
    [[[1], 2], 'BAD_SHAPE: fromArray: rows differ: a number stands where a row of 1 was expected'],
    [['a'], 'BAD_ARGUMENT: fromArray: expected numbers or booleans; got string a'],
    [[null], 'BAD_ARGUMENT: fromArray: expected numbers or booleans; got object null'],
    [[undefined], 'BAD_ARGUMENT: fromArray: expected numbers or booleans; got undefined undefined'],
    [
      Float64Array.of(1, 2),
      'BAD_ARGUMENT: fromArray: expected numbers or booleans; got object 1,2; for a typed array use tensor(data, shape)',
    ],
  ])('refuses %o', (values, says) => {
    expect(failure(() => fromArray(values as NestedArray))).toBe(says);
  });

  it('refuses numbers that do not fit', () => {
    expect(failure(() => fromArray([1, 256], 'uint8'))).toBe(
      'BAD_ARGUMENT: fromArray: 256 does not fit into uint8',
    );
    expect(failure(() => fromArray([Number.NaN], 'int32'))).toMatch(/NaN does not fit into int32/);
  });
});

describe('toArray', () => {
  it('undoes fromArray', () => {
    for (const values of [
      [
        [1, 2],
        [3, 4],
      ],
      [[[0.5]], [[-1]]],
      7,
      [],
      [[], []],
      [true, false],
      [[true], [false]],
    ]) {
      expect(toArray(fromArray(values))).toEqual(values);
    }
  });
});
