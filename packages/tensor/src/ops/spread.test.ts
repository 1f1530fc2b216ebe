import { array, constantFrom, integer, property, assert as check } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arange, fromArray, toArray, zeros } from '../create.ts';
import { sizeOf, stridesOf } from '../shape.ts';
import { tensor, type Tensor } from '../tensor.ts';
import { sub } from './arithmetic.ts';
import { broadcastTo, spread, sumToShape } from './spread.ts';
import { reshape } from './layout.ts';

/** Element `index` (of a larger shape) of x, by the definition of broadcasting. */
function elementAt(x: Tensor, index: readonly number[]): number {
  const strides = stridesOf(x.shape);
  const own = index.slice(index.length - x.shape.length);
  const at = own.reduce((sum, i, axis) => sum + (x.shape[axis] === 1 ? 0 : i) * (strides[axis] ?? 0), 0);
  return x.data[at] ?? Number.NaN;
}

/** Every index of a shape, in row-major order. */
function indices(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (all, length) => all.flatMap((index) => Array.from({ length }, (_, i) => [...index, i])),
    [[]],
  );
}

/** A shape, and two that broadcast to it. */
const shapes = array(integer({ min: 0, max: 4 }), { maxLength: 4 }).chain((shape) => {
  const part = integer({ min: 0, max: shape.length }).chain((from) =>
    array(constantFrom(true, false), { minLength: shape.length, maxLength: shape.length }).map((ones) =>
      shape.map((length, axis) => (ones[axis] === true ? 1 : length)).slice(from),
    ),
  );
  return array(part, { minLength: 2, maxLength: 2 });
});

const counted = (shape: readonly number[]): Tensor => reshape(arange(sizeOf(shape)), shape);

describe('broadcasting', () => {
  it('pairs the elements that NumPy’s rule pairs, in any two shapes', () => {
    check(
      property(shapes, ([first = [], second = []]) => {
        const [a, b] = [counted(first), counted(second)];
        const result = sub(a, b);
        const expected = indices(result.shape).map((index) => elementAt(a, index) - elementAt(b, index));
        expect([...result.data]).toEqual(expected);
      }),
    );
  });

  it.each([
    [[0], [1], [0]],
    [[0, 3], [3], [0, 3]],
    [
      [2, 0],
      [2, 1],
      [2, 0],
    ],
    [[0], [], [0]],
    [
      [1, 1, 1],
      [0, 1],
      [1, 0, 1],
    ],
  ])('%j with %j is empty: %j', (a, b, shape) => {
    expect(sub(zeros(a), zeros(b))).toEqual(zeros(shape));
  });

  it('spread shares what it need not repeat', () => {
    const x = fromArray([1, 2]);
    expect(spread(x, [2])).toBe(x.data);
    expect(spread(x, [2, 2])).toEqual(Float64Array.of(1, 2, 1, 2));
    expect(broadcastTo(x, [2])).toBe(x);
    expect(broadcastTo(fromArray([[1], [2]], 'uint8'), [2, 3])).toEqual({
      shape: [2, 3],
      dtype: 'uint8',
      data: Uint8Array.of(1, 1, 1, 2, 2, 2),
    });
  });
});

describe('sumToShape', () => {
  const x = fromArray([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  it.each([
    [
      [2, 3],
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
    [[3], [5, 7, 9]],
    [[1, 3], [[5, 7, 9]]],
    [
      [2, 1],
      [[6], [15]],
    ],
    [[1, 1], [[21]]],
    [[], 21],
  ])('to %j', (shape, sums) => {
    expect(toArray(tensor(sumToShape(x.data as Float64Array, x.shape, shape), shape))).toEqual(sums);
  });
});
