import { describe, expect, it } from 'vitest';
import { fromArray } from '../create.ts';
import type { DType } from '../dtype.ts';
import { failure } from '../failure.testing.ts';
import { trace } from '../primitive.ts';
import { scalar } from '../tensor.ts';
import { add, div, mul, neg, sub } from './arithmetic.ts';

/* The expected values were printed by NumPy 2.4.6. */

const i32 = (...values: number[]) => fromArray(values, 'int32');
const u8 = (...values: number[]) => fromArray(values, 'uint8');

describe('floats', () => {
  it('are added, subtracted, multiplied, divided, negated', () => {
    const [a, b] = [fromArray([1, -2, 0.5]), fromArray([4, 8, -0.25])];
    expect([...add(a, b).data]).toEqual([5, 6, 0.25]);
    expect([...sub(a, b).data]).toEqual([-3, -10, 0.75]);
    expect([...mul(a, b).data]).toEqual([4, -16, -0.125]);
    expect([...div(a, b).data]).toEqual([0.25, -0.25, -2]);
    expect([...neg(a).data]).toEqual([-1, 2, -0.5]);
  });

  it('follow IEEE 754 at 0, ∞ and NaN', () => {
    expect([...div(fromArray([1, -1, 0]), 0).data]).toEqual([Infinity, -Infinity, NaN]);
    expect([...sub(Infinity, fromArray([Infinity, NaN, 1])).data]).toEqual([NaN, NaN, Infinity]);
    expect([...mul(fromArray([0, -0]), fromArray([-1, 5])).data]).toEqual([-0, -0]);
    expect([...neg(fromArray([0, NaN])).data]).toEqual([-0, NaN]);
  });

  it('of 32 bits are rounded after every operation, beside a number too', () => {
    const f = fromArray([0.1, 0.2, 16777216], 'float32');
    expect([...add(f, 0.1).data]).toEqual([0.20000000298023224, 0.30000001192092896, 16777216]);
    expect([...mul(f, 0.3).data]).toEqual([0.030000001192092896, 0.06000000238418579, 5033165]);
    expect([...mul(0.3, f).data]).toEqual([0.030000001192092896, 0.06000000238418579, 5033165]);
    expect([...div(f, 3).data]).toEqual([0.03333333507180214, 0.06666667014360428, 5592405.5]);
    expect([...add(f, 1e300).data]).toEqual([Infinity, Infinity, Infinity]);
  });
});

describe('integers wrap around', () => {
  it('uint8 modulo 256', () => {
    expect(add(u8(250, 5), u8(10, 250)).data).toEqual(Uint8Array.of(4, 255));
    expect(sub(u8(3, 5), u8(5, 3)).data).toEqual(Uint8Array.of(254, 2));
    expect(mul(u8(20), u8(20)).data).toEqual(Uint8Array.of(144));
    expect(neg(u8(1, 0, 255)).data).toEqual(Uint8Array.of(255, 0, 1));
  });

  it('int32 modulo 2³², products to the last bit', () => {
    const a = i32(2147483647, -2147483648, 123456789, -987654321);
    const b = i32(1, -1, 987654321, 123456789);
    expect(add(a, b).data).toEqual(Int32Array.of(-2147483648, 2147483647, 1111111110, -864197532));
    expect(sub(a, b).data).toEqual(Int32Array.of(2147483646, -2147483647, -864197532, -1111111110));
    expect(mul(a, b).data).toEqual(Int32Array.of(2147483647, -2147483648, -67153019, 67153019));
    expect(neg(a).data).toEqual(Int32Array.of(-2147483647, -2147483648, -123456789, 987654321));
  });

  it('division is floating', () => {
    expect(div(i32(7, 1), i32(2, 0))).toEqual({
      shape: [2],
      dtype: 'float64',
      data: Float64Array.of(3.5, Infinity),
    });
    expect(div(u8(255), 255).data).toEqual(Float64Array.of(1));
  });
});

describe('dtypes', () => {
  const order: DType[] = ['bool', 'uint8', 'int32', 'float32', 'float64'];
  const one = (dtype: DType) => fromArray([1], dtype);

  // As NumPy 2.4.6, but for bool + bool (there a logical or) and int64 (here int32).
  it.each<[DType, DType[]]>([
    ['bool', ['int32', 'uint8', 'int32', 'float32', 'float64']],
    ['uint8', ['uint8', 'uint8', 'int32', 'float32', 'float64']],
    ['int32', ['int32', 'int32', 'int32', 'float64', 'float64']],
    ['float32', ['float32', 'float32', 'float64', 'float32', 'float64']],
    ['float64', ['float64', 'float64', 'float64', 'float64', 'float64']],
  ])('of a sum with %s', (a, sums) => {
    expect(order.map((b) => add(one(a), one(b)).dtype)).toEqual(sums);
    expect(order.map((b) => mul(one(b), one(a)).dtype)).toEqual(sums);
  });

  it.each<[DType, DType[]]>([
    ['bool', ['float64', 'float64', 'float64', 'float32', 'float64']],
    ['uint8', ['float64', 'float64', 'float64', 'float32', 'float64']],
    ['int32', ['float64', 'float64', 'float64', 'float64', 'float64']],
    ['float32', ['float32', 'float32', 'float64', 'float32', 'float64']],
    ['float64', ['float64', 'float64', 'float64', 'float64', 'float64']],
  ])('of a quotient with %s', (a, quotients) => {
    expect(order.map((b) => div(one(a), one(b)).dtype)).toEqual(quotients);
  });

  it.each<[DType, number, DType]>([
    ['float32', 0.1, 'float32'],
    ['float64', 2, 'float64'],
    ['int32', 2, 'int32'],
    ['int32', -(2 ** 31), 'int32'],
    ['int32', 2 ** 31, 'float64'],
    ['int32', 0.5, 'float64'],
    ['int32', NaN, 'float64'],
    ['uint8', 255, 'uint8'],
    ['uint8', 256, 'int32'],
    ['uint8', -1, 'int32'],
    ['uint8', 0.5, 'float64'],
    ['bool', 1, 'int32'],
    ['bool', 0.5, 'float64'],
  ])('%s and the number %d give %s', (dtype, n, expected) => {
    expect([add(one(dtype), n).dtype, add(n, one(dtype)).dtype]).toEqual([expected, expected]);
  });

  it('a 0-d tensor counts with its dtype, two numbers as float64', () => {
    expect(add(one('float32'), scalar(1)).dtype).toBe('float64');
    expect(add(1, 2)).toEqual({ shape: [], dtype: 'float64', data: Float64Array.of(3) });
    expect(neg(2)).toEqual({ shape: [], dtype: 'float64', data: Float64Array.of(-2) });
  });

  it('neg makes booleans integers', () => {
    expect(neg(fromArray([true, false]))).toEqual({ shape: [2], dtype: 'int32', data: Int32Array.of(-1, 0) });
  });
});

it('what is handed in is left as it is', () => {
  const [a, b] = [fromArray([1, 2]), fromArray([3, 4])];
  for (const f of [add, sub, mul, div]) f(a, b);
  expect([[...a.data], [...b.data]]).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

it.each([
  [add, 'add'],
  [sub, 'sub'],
  [mul, 'mul'],
  [div, 'div'],
])('refuses shapes that do not broadcast, by its name: %#', (f, name) => {
  expect(failure(() => f(fromArray([1, 2]), fromArray([1, 2, 3])))).toMatch(
    new RegExp(`^SHAPE_MISMATCH: ${name}: shapes \\[2\\] and \\[3\\] do not broadcast`),
  );
});

describe('what is no operand', () => {
  it.each<[unknown[], string]>([
    [
      [fromArray([1]), undefined],
      'BAD_ARGUMENT: mul: argument 2 must be a tensor or a number; got undefined',
    ],
    [[fromArray([1])], 'BAD_ARGUMENT: mul: argument 2 must be a tensor or a number; got undefined'],
    [['2', 1], 'BAD_ARGUMENT: mul: argument 1 must be a tensor or a number; got string'],
    [[1, [2, 3]], 'BAD_ARGUMENT: mul: argument 2 must be a tensor or a number; got an array; use fromArray'],
  ])('%j is refused', (operands, message) => {
    expect(failure(() => mul(...(operands as [number, number])))).toBe(message);
  });

  it('is refused among traced values too', () => {
    const typo = (settings: Record<string, number>) => settings['beta']!;
    expect(failure(() => trace((a) => mul(a, typo({ b: 1 })), fromArray([1])))).toMatch(/argument 2 must be/);
  });
});
