import { describe, expect, it } from 'vitest';
import {
  allocate,
  dtypeOf,
  elementOf,
  fromFloat64,
  isFloat,
  promote,
  toFloat64,
  type DType,
  type TypedArray,
} from './dtype.ts';
import { failure } from './failure.testing.ts';

const all: DType[] = ['bool', 'uint8', 'int32', 'float32', 'float64'];

describe('promote', () => {
  // Printed by np.result_type(a, b) of NumPy 2.4.6, rows and columns in the order of `all`.
  const numpy = [
    ['bool', 'uint8', 'int32', 'float32', 'float64'],
    ['uint8', 'uint8', 'int32', 'float32', 'float64'],
    ['int32', 'int32', 'int32', 'float64', 'float64'],
    ['float32', 'float32', 'float64', 'float32', 'float64'],
    ['float64', 'float64', 'float64', 'float64', 'float64'],
  ];
  it('gives the dtypes of NumPy', () => {
    expect(all.map((a) => all.map((b) => promote(a, b)))).toEqual(numpy);
  });
});

describe('allocate', () => {
  it('makes a zeroed array of the right kind', () => {
    expect(all.map((dtype) => allocate(dtype, 2))).toEqual([
      new Uint8Array(2),
      new Uint8Array(2),
      new Int32Array(2),
      new Float32Array(2),
      new Float64Array(2),
    ]);
  });

  it('refuses a name that is not a dtype', () => {
    expect(failure(() => allocate('float16' as DType, 1))).toBe(
      'BAD_DTYPE: dtype: expected one of bool, uint8, int32, float32, float64; got float16',
    );
  });
});

describe('dtypeOf', () => {
  it('knows the four kinds of arrays, and a Node buffer as bytes', () => {
    const arrays = [new Float64Array(1), new Float32Array(1), new Int32Array(1), new Uint8Array(1)];
    expect(arrays.map(dtypeOf)).toEqual(['float64', 'float32', 'int32', 'uint8']);
    expect(dtypeOf(Buffer.from([1]))).toBe('uint8');
  });

  it.each([
    [[1, 2], 'Array'],
    [new Uint8ClampedArray(1), 'Uint8ClampedArray'],
    [new Uint32Array(1), 'Uint32Array'],
    [new BigInt64Array(1), 'BigInt64Array'],
    [new DataView(new ArrayBuffer(8)), 'DataView'],
    [undefined, 'Undefined'],
    [null, 'Null'],
  ])('refuses %o', (data, name) => {
    expect(failure(() => dtypeOf(data as unknown as TypedArray))).toBe(
      'BAD_DTYPE: tensor: expected a Float64Array, Float32Array, Int32Array or Uint8Array; ' +
        `got ${name}; for plain arrays use fromArray`,
    );
  });
});

describe('elementOf', () => {
  it('keeps floats, cuts integers, makes booleans 0 and 1', () => {
    expect(elementOf('f', 0.7, 'float64')).toBe(0.7);
    expect(elementOf('f', 2.7, 'int32')).toBe(2);
    expect(elementOf('f', -2.7, 'int32')).toBe(-2);
    expect([0, -0, 0.5, -3, Number.NaN].map((x) => elementOf('f', x, 'bool'))).toEqual([0, 0, 1, 1, 1]);
  });

  it.each([
    [255.9, 'uint8', 255],
    [0x7fffffff, 'int32', 0x7fffffff],
    [-0x80000000, 'int32', -0x80000000],
  ] as const)('takes %d as %s', (value, dtype, stored) => {
    expect(elementOf('f', value, dtype)).toBe(stored);
  });

  it.each([
    [256, 'uint8'],
    [-1, 'uint8'],
    [0x80000000, 'int32'],
    [-0x80000001, 'int32'],
    [Number.NaN, 'int32'],
    [Number.POSITIVE_INFINITY, 'uint8'],
  ] as const)('refuses %d as %s', (value, dtype) => {
    expect(failure(() => elementOf('full', value, dtype))).toBe(
      `BAD_ARGUMENT: full: ${value} does not fit into ${dtype}`,
    );
  });
});

describe('float64 in and out', () => {
  it('shares a float64 array and copies any other', () => {
    const values = Float64Array.of(1, 2);
    expect(toFloat64(values)).toBe(values);
    expect(fromFloat64(values, 'float64')).toBe(values);
    expect(toFloat64(Uint8Array.of(1, 255))).toEqual(Float64Array.of(1, 255));
  });

  it('rounds to float32 and wraps to integers', () => {
    expect(fromFloat64(Float64Array.of(0.1), 'float32')).toEqual(Float32Array.of(0.1));
    expect(fromFloat64(Float64Array.of(2147483648, -1.5), 'int32')).toEqual(Int32Array.of(-2147483648, -1));
    expect(fromFloat64(Float64Array.of(256, -1), 'uint8')).toEqual(Uint8Array.of(0, 255));
  });
});

it('isFloat tells floats from the rest', () => {
  expect(all.filter(isFloat)).toEqual(['float32', 'float64']);
});
