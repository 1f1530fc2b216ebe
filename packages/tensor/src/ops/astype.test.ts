import { describe, expect, it } from 'vitest';
import { fromArray } from '../create.ts';
import type { DType } from '../dtype.ts';
import { failure } from '../failure.testing.ts';
import { astype } from './astype.ts';

describe('astype', () => {
  // The wrapped and cut values are those of NumPy 2.4.6.
  it.each<[DType, number[], DType, number[]]>([
    ['float64', [0.1], 'float32', [Math.fround(0.1)]],
    ['float64', [-1.7, 1.7, 300, -1, 2147483648], 'int32', [-1, 1, 300, -1, -2147483648]],
    ['float64', [1.7, 255, 3], 'uint8', [1, 255, 3]],
    ['int32', [300, -1], 'uint8', [44, 255]],
    ['float64', [0, -0, 0.5, NaN], 'bool', [0, 0, 1, 1]],
    ['bool', [0, 1], 'float32', [0, 1]],
    ['uint8', [0, 200], 'bool', [0, 1]],
    ['float64', [NaN, Infinity, -Infinity], 'int32', [0, 0, 0]],
  ])('%s %j to %s gives %j', (from, values, to, expected) => {
    const y = astype(fromArray(values, from), to);
    expect([y.dtype, [...y.data]]).toEqual([to, expected]);
  });

  it('gives the tensor itself where nothing changes', () => {
    const x = fromArray([1]);
    expect(astype(x, 'float64')).toBe(x);
  });

  it('keeps the shape, takes numbers, refuses other names', () => {
    expect(astype(fromArray([[1], [2]]), 'int32').shape).toEqual([2, 1]);
    expect(astype(2.5, 'int32')).toEqual({ shape: [], dtype: 'int32', data: Int32Array.of(2) });
    expect(failure(() => astype(fromArray([1]), 'float16' as DType))).toMatch(/^BAD_DTYPE: .*got float16/);
  });
});
