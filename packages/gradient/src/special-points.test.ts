import { describe, expect, it } from 'vitest';
import {
  abs,
  astype,
  clip,
  equal,
  fromArray,
  log,
  matmul,
  max,
  maximum,
  min,
  minimum,
  mul,
  pow,
  sqrt,
  sum,
  take,
  toArray,
  where,
  greater,
  type Operand,
  type Tensor,
} from '@bilayer/tensor';
import { grad } from './grad.ts';

/** The gradient of the sum of f's elements, as nested arrays. */
const slopes = (f: (x: Tensor) => Operand, x: Tensor): unknown => toArray(grad((y: Tensor) => sum(f(y)))(x));

describe('kinks and ties: the slopes that the documentation states', () => {
  it.each<[string, (x: Tensor) => Operand, number[], number[]]>([
    ['abs', abs, [-1, 0, 2], [-1, 0, 1]],
    ['maximum(x, 0)', (x) => maximum(x, 0), [-1, 0, 2], [0, 0, 1]],
    ['maximum(0, x)', (x) => maximum(0, x), [-1, 0, 2], [0, 1, 1]],
    ['minimum(x, 0)', (x) => minimum(x, 0), [-1, 0, 2], [1, 0, 0]],
    ['minimum(0, x)', (x) => minimum(0, x), [-1, 0, 2], [1, 1, 0]],
    ['clip(x, -1, 1)', (x) => clip(x, -1, 1), [-2, -1, 0, 1, 2], [0, 0, 1, 0, 0]],
    ['max', (x) => max(x), [3, 1, 3, 3], [1 / 3, 0, 1 / 3, 1 / 3]],
    ['min', (x) => min(x), [3, 1, 1, 3], [0, 1 / 2, 1 / 2, 0]],
    ['sqrt', sqrt, [0, 4], [Infinity, 0.25]],
    ['log', log, [0, 2], [Infinity, 0.5]],
  ])('%s', (_, f, x, expected) => {
    expect(slopes(f, fromArray(x))).toEqual(expected);
  });

  it('max shares along each axis by itself', () => {
    const x = fromArray([
      [1, 5, 5],
      [2, 2, 0],
    ]);
    expect(slopes((y) => max(y, { axis: 1 }), x)).toEqual([
      [0, 0.5, 0.5],
      [0.5, 0.5, 0],
    ]);
    expect(slopes((y) => max(y, { axis: 0, keepDims: true }), x)).toEqual([
      [0, 1, 1],
      [1, 0, 0],
    ]);
  });

  it('maximum compares with a number as float32 does', () => {
    // fround(0.1) is larger than 0.1, and still a tie.
    expect(slopes((x) => maximum(x, 0.1), fromArray([0.1, 0.2], 'float32'))).toEqual([0, 1]);
  });
});

describe('pow', () => {
  it.each([
    [2, [-2, 0, 3], [-4, 0, 6]],
    [3, [-2, 0, 3], [12, 0, 27]],
    [1, [-2, 0, 3], [1, 1, 1]],
    [0, [-2, 0, 3], [0, 0, 0]],
    [-1, [-2, 0.5], [-0.25, -4]],
    [0.5, [0, 4], [Infinity, 0.25]],
    [0.5, [-1], [NaN]],
  ])('to the power %d: by the base', (power, x, expected) => {
    expect(slopes((a) => pow(a, power), fromArray(x))).toEqual(expected);
  });

  it('by the exponent: 0 at base 0 to a power ≥ 0, NaN at a negative base', () => {
    expect(slopes((b) => pow(0, b), fromArray([0, 1, 2.5]))).toEqual([0, 0, 0]);
    expect(slopes((b) => pow(-2, b), fromArray([2]))).toEqual([NaN]);
    expect(slopes((b) => pow(1, b), fromArray([-3, 0, 7]))).toEqual([0, 0, 0]);
  });
});

describe('NaN', () => {
  it('reaches the gradient of max and min, and only in its own group', () => {
    const x = fromArray([
      [1, NaN],
      [3, 2],
    ]);
    expect(slopes((y) => max(y, { axis: 1 }), x)).toEqual([
      [NaN, NaN],
      [1, 0],
    ]);
    expect(slopes((y) => min(y), x)).toEqual([
      [NaN, NaN],
      [NaN, NaN],
    ]);
  });

  it('does not reach it from the side that where did not choose', () => {
    const f = (x: Tensor): Tensor => where(greater(x, 0), log(where(greater(x, 0), x, 1)), mul(x, 2));
    expect(slopes(f, fromArray([-1, 0, 2]))).toEqual([2, 2, 0.5]);
    expect(slopes((x) => where(equal(x, 0), x, fromArray([NaN, 5])), fromArray([0, 1]))).toEqual([1, 0]);
  });

  it('is not skipped by a matrix product', () => {
    expect(slopes((x) => matmul(x, fromArray([[NaN], [1]])), fromArray([[0, 1]]))).toEqual([[NaN, 1]]);
  });
});

it('repeated rows add their gradients up', () => {
  const x = fromArray([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  expect(slopes((y) => take(y, fromArray([0, 2, 0, 0], 'int32')), x)).toEqual([
    [3, 3],
    [0, 0],
    [1, 1],
  ]);
});

describe('mixed dtypes', () => {
  it('gradients have the dtype of their input', () => {
    const both = grad(({ a, b }: { a: Tensor; b: Tensor }) => sum(mul(a, b)))({
      a: fromArray([0.5, 2], 'float32'),
      b: fromArray([3, 4]),
    });
    expect(both).toEqual({ a: fromArray([3, 4], 'float32'), b: fromArray([0.5, 2]) });
  });

  it('pass integers and booleans as constants', () => {
    const counts = fromArray([2, 3], 'int32');
    expect(slopes((x) => mul(x, counts), fromArray([1, 1], 'float32'))).toEqual([2, 3]);
    expect(slopes((x) => mul(x, greater(x, 1)), fromArray([0.5, 2]))).toEqual([0, 1]);
    expect(slopes((x) => where(counts, x, fromArray([true, false])), fromArray([1, 1]))).toEqual([1, 1]);
  });

  it('stop at a cast to integers, pass from float to float', () => {
    const x = fromArray([1.7, 2.2]);
    expect(slopes((y) => mul(y, astype(y, 'int32')), x)).toEqual([1, 2]);
    expect(grad((y: Tensor) => sum(mul(astype(y, 'float32'), 3)))(x)).toEqual(fromArray([3, 3]));
  });
});
