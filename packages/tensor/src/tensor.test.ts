import { describe, expect, it } from 'vitest';
import { fromArray } from './create.ts';
import type { DType } from './dtype.ts';
import { failure } from './failure.testing.ts';
import { isTensor, item, scalar, tensor } from './tensor.ts';

describe('tensor', () => {
  it('wraps the array it is given, without a copy', () => {
    const data = Float32Array.of(1, 2, 3, 4, 5, 6);
    const x = tensor(data, [2, 3]);
    expect(x).toEqual({ shape: [2, 3], dtype: 'float32', data });
    expect(x.data).toBe(data);
    expect(tensor(Int32Array.of(1, 2)).shape).toEqual([2]);
    expect(tensor(Float64Array.of(7), []).shape).toEqual([]);
  });

  it('keeps no hold of the shape it is given', () => {
    const shape = [1, 2];
    const x = tensor(Float64Array.of(1, 2), shape);
    shape[0] = 9;
    expect(x.shape).toEqual([1, 2]);
  });

  it('takes bytes 0 and 1 as bool where told so', () => {
    expect(tensor(Uint8Array.of(0, 1), [2], 'bool').dtype).toBe('bool');
    expect(failure(() => tensor(Uint8Array.of(0, 2), [2], 'bool'))).toBe(
      "BAD_ARGUMENT: tensor: a bool is stored as 0 or 1; got 2; use astype(tensor(data), 'bool')",
    );
  });

  it('refuses a dtype, shape or array that does not fit', () => {
    expect(failure(() => tensor(Float64Array.of(1), [1], 'float32'))).toBe(
      "BAD_DTYPE: tensor: the data is float64, not float32; use astype(tensor(data), 'float32')",
    );
    expect(failure(() => tensor(Uint8Array.of(1), [1], 'int8' as DType))).toMatch(/^BAD_DTYPE/);
    expect(failure(() => tensor(new Float64Array(5), [2, 3]))).toBe(
      'SHAPE_MISMATCH: tensor: shape [2, 3] has 6 elements, the data has 5',
    );
    expect(failure(() => tensor(new Float64Array(2), [-1, -2]))).toMatch(/^BAD_SHAPE/);
    expect(failure(() => tensor([1, 2] as unknown as Float64Array))).toMatch(/^BAD_DTYPE.*use fromArray/);
  });
});

describe('scalar and item', () => {
  it('make a 0-d tensor and take its number out', () => {
    expect(scalar(2.5)).toEqual({ shape: [], dtype: 'float64', data: Float64Array.of(2.5) });
    expect(scalar(2.5, 'int32')).toEqual({ shape: [], dtype: 'int32', data: Int32Array.of(2) });
    expect(scalar(0.5, 'bool').data).toEqual(Uint8Array.of(1));
    expect(item(scalar(2.5))).toBe(2.5);
    expect(item(3)).toBe(3);
    expect(item(fromArray([[4]]))).toBe(4);
  });

  it('refuse what does not fit', () => {
    expect(failure(() => item(fromArray([1, 2])))).toBe(
      'SHAPE_MISMATCH: item: expected one element; got shape [2]',
    );
    expect(failure(() => scalar(300, 'uint8'))).toBe('BAD_ARGUMENT: scalar: 300 does not fit into uint8');
  });
});

it('isTensor goes by the form', () => {
  expect(isTensor({ shape: [1], dtype: 'float64', data: Float64Array.of(1) })).toBe(true);
  const others = [null, undefined, 3, 'x', [1], Float64Array.of(1), { shape: scalar(1), dtype: scalar(1) }];
  expect(others.filter(isTensor)).toEqual([]);
});
