import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exp, fromArray, mul, scalar, sum, toArray, zeros, type Tensor } from '@bilayer/tensor';
import { failure } from '../../tensor/src/failure.testing.ts';
import { numericalGradient, numericalGradientSteps } from './numerical-gradient.ts';

const square = (x: Tensor): Tensor => sum(mul(x, x));

describe('numericalGradient', () => {
  it('gives the figures of the book’s numerical_gradient', () => {
    const url = new URL('../../../test/golden/functions.json', import.meta.url);
    const golden = JSON.parse(readFileSync(url, 'utf8')) as Record<
      'a' | 'numerical_gradient_of_sum_x2',
      number[][]
    >;
    const gradient = numericalGradient(square, fromArray(golden.a));
    // Two sums that agree to 1e-15 of about 60, over 2h = 2e-4: 1e-9 absolute is what rounding leaves.
    expect(gradient).toBeAllClose(golden.numerical_gradient_of_sum_x2, { rtol: 1e-9, atol: 1e-9 });
  });

  it('is the formula, bit for bit', () => {
    const f = (x: Tensor): number => Math.sqrt(x.data[0] ?? 0);
    const [x, h] = [2, 1e-4];
    expect(numericalGradient(f, scalar(x)).data[0]).toBe((Math.sqrt(x + h) - Math.sqrt(x - h)) / (2 * h));
    expect(numericalGradient(f, scalar(x), { h: 0.5 }).data[0]).toBe(Math.sqrt(2.5) - Math.sqrt(1.5));
  });

  it('has an error of h² f‴/6', () => {
    // f = eˣ at 0: (e^h − e^−h)/2h = 1 + h²/6 + …
    const error = (h: number): number =>
      Number(numericalGradient((x) => sum(exp(x)), scalar(0), { h }).data[0]) - 1;
    expect(error(1e-2) / (1e-4 / 6)).toBeCloseTo(1, 4);
    expect(error(1e-3) / (1e-6 / 6)).toBeCloseTo(1, 4);
  });

  it('takes numbers and tensors of one element, of any shape', () => {
    const x = fromArray([
      [1, 2],
      [3, 4],
    ]);
    const expected = [2, 4, 6, 8];
    for (const f of [
      square,
      (y: Tensor) => Number(square(y).data[0]),
      (y: Tensor) => sum(mul(y, y), { keepDims: true }),
    ]) {
      const gradient = numericalGradient(f, x);
      expect(gradient).toMatchObject({ shape: [2, 2], dtype: 'float64' });
      expect(gradient).toBeAllClose(expected, { rtol: 1e-10 }); // x² has no third derivative: rounding only
    }
    expect(numericalGradient(square, zeros([0, 3]))).toEqual(zeros([0, 3]));
  });

  it('calls f twice an element, on one private copy with one element moved', () => {
    const x = fromArray([10, 20, 30]);
    const points: Tensor[] = [];
    const seen: number[][] = [];
    numericalGradient(
      (y) => {
        points.push(y);
        seen.push([...y.data]);
        return 0;
      },
      x,
      { h: 1 },
    );
    expect(seen).toEqual([
      [11, 20, 30],
      [9, 20, 30],
      [10, 21, 30],
      [10, 19, 30],
      [10, 20, 31],
      [10, 20, 29],
    ]);
    expect(new Set(points).size).toBe(1);
    expect(points[0]?.data).not.toBe(x.data);
    expect([...(points[0]?.data ?? [])]).toEqual([10, 20, 30]);
  });

  it('never touches x, even where f throws', () => {
    const x = fromArray([1, 2]);
    expect(() =>
      numericalGradient((y) => {
        expect([...x.data]).toEqual([1, 2]);
        if (y.data[1] !== 2) throw new RangeError('mine');
        return 0;
      }, x),
    ).toThrow(RangeError);
    expect([...x.data]).toEqual([1, 2]);
  });

  it('puts float32 elements back exactly', () => {
    const x = fromArray([0.1, 16777216], 'float32');
    const seen: number[] = [];
    const gradient = numericalGradient((y) => seen.push(y.data[0] ?? 0), x);
    expect(gradient).toMatchObject({ shape: [2], dtype: 'float32' });
    expect(seen.slice(2)).toEqual([Math.fround(0.1), Math.fround(0.1)]);
  });

  it.each(['int32', 'uint8', 'bool'] as const)('refuses %s', (dtype) => {
    expect(failure(() => numericalGradient(square, fromArray([1], dtype)))).toBe(
      `BAD_DTYPE: numericalGradient: x is ${dtype}, whose elements cannot move by h = 0.0001; use astype(x, 'float64')`,
    );
  });

  it.each([0, -1e-4, NaN, Infinity])('refuses h = %d', (h) => {
    expect(failure(() => numericalGradient(square, scalar(1), { h }))).toBe(
      `BAD_ARGUMENT: numericalGradient: h is a number above 0; got ${h}`,
    );
  });

  it.each<[unknown, string]>([
    [fromArray([1, 2]), 'shape [2]; did you mean sum or mean of it?'],
    [zeros([0]), 'shape [0]; did you mean sum or mean of it?'],
    [undefined, 'undefined'],
    [null, 'object'],
    ['1', 'string'],
    [true, 'boolean'],
    [1n, 'bigint'],
  ])('refuses a function that returns %o', (result, says) => {
    expect(failure(() => numericalGradient(() => result as number, scalar(1)))).toBe(
      `BAD_ARGUMENT: numericalGradient: f must return one number (or a tensor of one); it returned ${says}`,
    );
  });
});

describe('numericalGradientSteps', () => {
  it('pauses after every element and ends with the same gradient', () => {
    const x = fromArray([[1, 2, 3]]);
    let calls = 0;
    const f = (y: Tensor): Tensor => {
      calls++;
      return square(y);
    };
    const steps = numericalGradientSteps(f, x, { h: 1e-3 });
    const counts: number[] = [];
    let step = steps.next();
    while (step.done !== true) {
      counts.push(calls);
      step = steps.next();
    }
    expect(counts).toEqual([2, 4, 6]);
    expect(step.value).toEqual(numericalGradient(square, x, { h: 1e-3 }));
  });

  it('has put the element back when it pauses', () => {
    const points: Tensor[] = [];
    const steps = numericalGradientSteps((y) => points.push(y), fromArray([5, 6]), { h: 1 });
    steps.next();
    expect(toArray(points[0] ?? scalar(0))).toEqual([5, 6]);
  });
});

describe('numericalGradient refuses', () => {
  it('a function that returns NaN, as x * x on a tensor does', () => {
    const wrong = (x: Tensor): number => (x as unknown as number) * (x as unknown as number);
    expect(failure(() => numericalGradient(wrong, fromArray([3])))).toMatch(
      /^BAD_ARGUMENT: .*NaN.*mul\(x, x\)/,
    );
  });

  it('an array in place of a tensor, and h as a positional argument', () => {
    expect(failure(() => numericalGradient(square, [3, 4] as unknown as Tensor))).toMatch(
      /^BAD_ARGUMENT: .*fromArray/,
    );
    expect(failure(() => numericalGradient(square, fromArray([3]), 1e-4 as unknown as object))).toMatch(
      /^BAD_ARGUMENT: .*\{ h: … \}/,
    );
  });
});
