import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { arange, fromArray, toArray, zeros, type NestedArray } from '../create.ts';
import { failure } from '../failure.testing.ts';
import { randomState } from '../random/random-state.ts';
import { scalar, type Tensor } from '../tensor.ts';
import { sub } from './arithmetic.ts';
import { astype } from './astype.ts';
import { reshape } from './layout.ts';
import { max, mean, min, sum, type ReduceOptions } from './reduce.ts';

/* The expected values and hashes were printed by NumPy 2.4.6. */

function hash({ data }: Tensor): string {
  return createHash('sha256').update(data).digest('hex').slice(0, 12);
}

const x = astype(reshape(arange(24), [2, 3, 4]), 'float64');

describe('axes', () => {
  it.each<[ReduceOptions, NestedArray]>([
    [{}, 276],
    [
      { axis: 0 },
      [
        [12, 14, 16, 18],
        [20, 22, 24, 26],
        [28, 30, 32, 34],
      ],
    ],
    [
      { axis: 1 },
      [
        [12, 15, 18, 21],
        [48, 51, 54, 57],
      ],
    ],
    [
      { axis: 2 },
      [
        [6, 22, 38],
        [54, 70, 86],
      ],
    ],
    [
      { axis: -1 },
      [
        [6, 22, 38],
        [54, 70, 86],
      ],
    ],
    [{ axis: [0, 1] }, [60, 66, 72, 78]],
    [{ axis: [1, 0] }, [60, 66, 72, 78]],
    [{ axis: [0, 2] }, [60, 92, 124]],
    [{ axis: [0, -1] }, [60, 92, 124]],
    [{ axis: [1, 2] }, [66, 210]],
    [{ axis: [0, 1, 2] }, 276],
    [{ axis: [] }, toArray(x)],
    [{ keepDims: true }, [[[276]]]],
    [{ axis: 1, keepDims: true }, [[[12, 15, 18, 21]], [[48, 51, 54, 57]]]],
    [{ axis: [0, 2], keepDims: true }, [[[60], [92], [124]]]],
  ])('sum with %j', (options, expected) => {
    expect(toArray(sum(x, options))).toEqual(expected);
  });

  it('are the same for mean, max and min', () => {
    expect(toArray(mean(x, { axis: [0, 2], keepDims: true }))).toEqual([[[7.5], [11.5], [15.5]]]);
    expect(toArray(max(x, { axis: 1 }))).toEqual([
      [8, 9, 10, 11],
      [20, 21, 22, 23],
    ]);
    expect(toArray(min(x, { axis: [0, 2] }))).toEqual([0, 4, 8]);
    expect(toArray(max(x))).toBe(23);
  });

  it('of a number and a 0-d tensor are none', () => {
    for (const f of [sum, mean, max, min]) {
      expect(f(2.5)).toEqual(scalar(2.5));
      expect(f(scalar(2.5), { keepDims: true })).toEqual(scalar(2.5));
    }
  });

  it.each([
    ['sum', sum],
    ['mean', mean],
    ['max', max],
    ['min', min],
  ] as const)('%s refuses one that does not exist or is named twice', (name, f) => {
    expect(failure(() => f(x, { axis: 3 }))).toBe(
      `BAD_AXIS: ${name}: axis 3 does not exist in 3 dimensions; use -3 to 2`,
    );
    expect(failure(() => f(x, { axis: [0, -3] }))).toBe(
      `BAD_AXIS: ${name}: an axis is named twice in [0, -3]`,
    );
    expect(failure(() => f(1, { axis: 0 }))).toMatch(/^BAD_AXIS/);
  });

  it('a result shares nothing with its input', () => {
    expect(sum(x, { axis: [] }).data).not.toBe(x.data);
  });
});

describe('sum', () => {
  it('has the bits of NumPy along any axes', () => {
    const y = sub(randomState(2).rand(7, 11, 13), 0.5);
    const axes = [0, 1, 2, [0, 1], [1, 2], [0, 2], [0, 1, 2]];
    expect(axes.map((axis) => hash(sum(y, { axis })))).toEqual([
      '6c3a9a746554',
      'e21350696534',
      '32c835f5712a',
      'f9a949ff8fa4',
      '06e3d8a4eebf',
      'dc6f75dffbaa',
      '5d84b1aa699d',
    ]);
  });

  it('of integers and booleans is an int32', () => {
    expect(sum(fromArray([200, 100], 'uint8'))).toEqual(scalar(300, 'int32'));
    expect(sum(fromArray([true, false, true]))).toEqual(scalar(2, 'int32'));
    expect(sum(fromArray([[-5, 3]], 'int32'), { axis: 0 })).toEqual(fromArray([-5, 3], 'int32'));
    expect(sum(fromArray([-(2 ** 31) + 1, -1], 'int32'))).toEqual(scalar(-(2 ** 31), 'int32'));
  });

  it('of integers does not wrap around', () => {
    expect(failure(() => sum(fromArray([2147483647, 1], 'int32')))).toBe(
      "OVERFLOW: sum: the total is larger than an int32; use sum(astype(x, 'float64'))",
    );
    expect(failure(() => sum(fromArray([-2147483648, -1], 'int32')))).toMatch(/^OVERFLOW/);
  });

  it('of float32 is taken in float64 and rounded once', () => {
    expect(sum(fromArray([16777216, 1, 1], 'float32'))).toEqual(scalar(16777218, 'float32'));
    expect(sum(fromArray([[16777216], [1], [1]], 'float32'), { axis: 0 }).data).toEqual(
      Float32Array.of(16777218),
    );
  });

  it('of nothing is 0; NaN and ∞ pass through', () => {
    expect(sum(zeros([0, 3]), { axis: 0 })).toEqual(zeros([3]));
    expect(sum(zeros([0, 3]), { axis: 1 })).toEqual(zeros([0]));
    expect(toArray(sum(zeros([0])))).toBe(0);
    expect(
      toArray(
        sum(
          fromArray([
            [1, NaN],
            [Infinity, -Infinity],
          ]),
          { axis: 1 },
        ),
      ),
    ).toEqual([NaN, NaN]);
  });
});

describe('mean', () => {
  it('has the bits of NumPy', () => {
    const y = sub(randomState(1).rand(37, 129), 0.5);
    expect([hash(mean(y, { axis: 0 })), hash(mean(y, { axis: 1 }))]).toEqual([
      'd93fd63e9f81',
      '9a46c7d56575',
    ]);
  });

  it('is floating', () => {
    expect(mean(fromArray([true, false, true]))).toEqual(scalar(2 / 3));
    expect(mean(fromArray([1, 2], 'uint8'))).toEqual(scalar(1.5));
    expect(mean(fromArray([2147483647, 2147483647], 'int32'))).toEqual(scalar(2147483647));
    expect(mean(fromArray([1, 2], 'float32'))).toEqual(scalar(1.5, 'float32'));
  });

  it('of nothing is NaN', () => {
    expect(toArray(mean(zeros([0])))).toBeNaN();
    expect(toArray(mean(zeros([0, 2]), { axis: 0 }))).toEqual([NaN, NaN]);
  });
});

describe('max and min', () => {
  it('are NaN where there is one, wherever it stands', () => {
    const y = fromArray([
      [1, NaN],
      [3, 2],
    ]);
    expect(toArray(max(y, { axis: 0 }))).toEqual([3, NaN]);
    expect(toArray(min(y, { axis: 1 }))).toEqual([NaN, 2]);
    expect(toArray(max(y))).toBeNaN();
  });

  it('keep the dtype', () => {
    expect(max(fromArray([3, 200], 'uint8'))).toEqual(scalar(200, 'uint8'));
    expect(min(fromArray([true, false]))).toEqual(scalar(0, 'bool'));
    expect(max(fromArray([-5, -7], 'int32'))).toEqual(scalar(-5, 'int32'));
    expect(min(fromArray([0.1], 'float32')).data).toEqual(Float32Array.of(0.1));
  });

  it('take infinite numbers', () => {
    expect(toArray(max(fromArray([-Infinity, -Infinity])))).toBe(-Infinity);
    expect(toArray(min(fromArray([Infinity])))).toBe(Infinity);
  });

  it('of nothing are an error, but not beside nothing', () => {
    expect(max(zeros([0, 3]), { axis: 1 })).toEqual(zeros([0]));
    expect(failure(() => max(zeros([0, 3]), { axis: 0 }))).toBe(
      'BAD_SHAPE: max: shape [0, 3] has nothing to choose from',
    );
    expect(failure(() => min(zeros([0])))).toBe('BAD_SHAPE: min: shape [0] has nothing to choose from');
  });
});
