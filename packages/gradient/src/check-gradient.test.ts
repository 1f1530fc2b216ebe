import { describe, expect, it } from 'vitest';
import { exp, fromArray, mul, ones, scalar, sum, tanh, zeros, type Tensor } from '@bilayer/tensor';
import { failure } from '../../tensor/src/failure.testing.ts';
import { checkGradient, compareGradients } from './check-gradient.ts';

describe('compareGradients', () => {
  it('measures ‖n − a‖ / (‖n‖ + ‖a‖), and finds the largest difference', () => {
    const numerical = fromArray([
      [3, 0],
      [0, 4],
    ]);
    const analytic = fromArray([
      [3, 0],
      [-12, 4],
    ]);
    // ‖n − a‖ = 12, ‖n‖ = 5, ‖a‖ = 13
    expect(compareGradients(numerical, analytic)).toEqual({
      relativeError: 12 / 18,
      maxAbsoluteDifference: 12,
      index: [1, 0],
      numerical: 0,
      analytic: -12,
    });
  });

  it('is 0 where both are equal, also where both are 0, and 1 where one is 0', () => {
    expect(compareGradients(ones([3]), ones([3]))).toMatchObject({
      relativeError: 0,
      maxAbsoluteDifference: 0,
    });
    expect(compareGradients(zeros([3]), zeros([3]))).toMatchObject({ relativeError: 0, index: [0] });
    expect(compareGradients(ones([3]), zeros([3])).relativeError).toBe(1);
    expect(compareGradients(zeros([0, 2]), zeros([0, 2]))).toEqual({
      relativeError: 0,
      maxAbsoluteDifference: 0,
      index: [0, 0],
      numerical: 0,
      analytic: 0,
    });
  });

  it.each([
    [0, []],
    [3, [3]],
    [11, [2, 3]],
    [7, [0, 1, 3]],
    [23, [1, 2, 3]],
  ])('names element %i by its index %j', (at, index) => {
    const shape = [[], [4], [3, 4], [2, 3, 4]][index.length] ?? [];
    const analytic = zeros(shape);
    analytic.data[at] = 1;
    expect(compareGradients(zeros(shape), analytic).index).toEqual(index);
  });

  it.each([
    ['numerical', fromArray([5, NaN, 1]), zeros([3])],
    ['analytic', zeros([3]), fromArray([5, NaN, 1])],
    ['both', fromArray([5, NaN, 1]), fromArray([5, NaN, 1])],
    ['two infinite', fromArray([5, Infinity, 1]), fromArray([0, Infinity, 9])],
  ])('a NaN counts as the largest difference: %s', (_, numerical, analytic) => {
    const result = compareGradients(numerical, analytic);
    expect(result).toMatchObject({ relativeError: NaN, maxAbsoluteDifference: NaN, index: [1] });
  });

  it('an infinite one is the largest too', () => {
    expect(compareGradients(fromArray([1, 2]), fromArray([1, Infinity]))).toMatchObject({
      maxAbsoluteDifference: Infinity,
      index: [1],
    });
  });

  it('refuses different shapes', () => {
    expect(failure(() => compareGradients(zeros([2]), zeros([2, 1])))).toBe(
      'SHAPE_MISMATCH: compareGradients: the numerical gradient is [2], the analytic one [2, 1]',
    );
  });
});

describe('checkGradient', () => {
  const x = fromArray([
    [0.5, -1],
    [2, 0.1],
  ]);
  const f = (y: Tensor): Tensor => sum(mul(tanh(y), exp(y)));

  it('finds the derived gradient right', () => {
    expect(checkGradient(f, x).relativeError).toBeLessThan(1e-7);
  });

  it('finds a wrong gradient, and where', () => {
    const wrong = checkGradient(f, x, { gradient: (y) => mul(exp(y), tanh(y)) });
    expect(wrong.relativeError).toBeGreaterThan(1e-2);
    const nearly = checkGradient((y) => sum(mul(y, y)), x, {
      gradient: (y) =>
        mul(
          y,
          fromArray([
            [2, 2],
            [2.001, 2],
          ]),
        ),
    });
    expect(nearly.index).toEqual([1, 0]);
    expect(nearly.maxAbsoluteDifference).toBeCloseTo(0.002, 10);
  });

  it('passes h on', () => {
    expect(checkGradient((y) => mul(y, mul(y, y)), scalar(1), { h: 0.1 }).numerical).toBeCloseTo(3.01, 10);
    expect(failure(() => checkGradient(f, x, { h: 0 }))).toMatch(/^BAD_ARGUMENT/);
  });
});
