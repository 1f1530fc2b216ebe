import { describe, expect, it } from 'vitest';
import { fromArray, toArray } from '../create.ts';
import { failure } from '../failure.testing.ts';
import { greater } from './compare.ts';
import { clip, maximum, minimum, where } from './select.ts';

/* The expected values were printed by NumPy 2.4.6. */

describe('maximum and minimum', () => {
  it('choose by element; NaN wins', () => {
    const [a, b] = [fromArray([NaN, 1, 2]), fromArray([1, NaN, 3])];
    expect([...maximum(a, b).data]).toEqual([NaN, NaN, 3]);
    expect([...minimum(a, b).data]).toEqual([NaN, NaN, 2]);
  });

  it('keep the dtype that both share, booleans too', () => {
    expect(maximum(fromArray([true]), fromArray([false]))).toEqual(fromArray([true]));
    expect(minimum(fromArray([9], 'uint8'), 5)).toEqual(fromArray([5], 'uint8'));
    expect(maximum(fromArray([9], 'int32'), 9.5).dtype).toBe('float64');
    expect(maximum(fromArray([0], 'float32'), 0.1).data).toEqual(Float32Array.of(0.1));
  });

  it('broadcast', () => {
    expect(toArray(maximum(fromArray([[1], [3]]), fromArray([2, 4])))).toEqual([
      [2, 4],
      [3, 4],
    ]);
  });
});

describe('clip', () => {
  it('limits, and leaves NaN', () => {
    expect([...clip(fromArray([1, NaN, 9, 4]), 2, 6).data]).toEqual([2, NaN, 6, 4]);
    expect(clip(fromArray([1, 5, 9], 'int32'), 2, 6)).toEqual(fromArray([2, 5, 6], 'int32'));
  });

  it('gives the upper limit where the limits are crossed', () => {
    expect([...clip(fromArray([1]), 6, 2).data]).toEqual([2]);
  });
});

describe('where', () => {
  it('chooses by element from three that broadcast', () => {
    const x = fromArray([
      [-1, 2],
      [3, -4],
    ]);
    expect(toArray(where(greater(x, 0), x, fromArray([10, 20])))).toEqual([
      [10, 2],
      [3, 20],
    ]);
    expect(toArray(where(fromArray([true, false]), fromArray([[1], [2]]), 0))).toEqual([
      [1, 0],
      [2, 0],
    ]);
  });

  it('takes any number for a condition: all but 0 is true, NaN too', () => {
    expect([...where(fromArray([0, -0, 0.5, NaN]), 1, 2).data]).toEqual([2, 2, 1, 1]);
    expect([...where(1, fromArray([5]), 0).data]).toEqual([5]);
  });

  it('has the dtype of what is chosen', () => {
    const yes = fromArray([true, false]);
    expect(where(yes, fromArray([true, true]), fromArray([false, false])).dtype).toBe('bool');
    expect(where(yes, fromArray([1, 2], 'uint8'), 0).dtype).toBe('uint8');
    expect(where(yes, fromArray([1, 2], 'uint8'), fromArray([1, 2], 'int32')).dtype).toBe('int32');
    expect(where(yes, fromArray([1, 2], 'float32'), 0.1)).toEqual(fromArray([1, 0.1], 'float32'));
    expect(where(yes, 1, 0).dtype).toBe('float64');
  });

  it('does not mix in what it did not choose', () => {
    expect([...where(fromArray([true, false]), fromArray([1, NaN]), fromArray([Infinity, 2])).data]).toEqual([
      1, 2,
    ]);
  });

  it('refuses shapes that do not broadcast', () => {
    expect(failure(() => where(fromArray([true, false]), fromArray([1, 2, 3]), 0))).toMatch(
      /^SHAPE_MISMATCH: where: shapes \[2\] and \[3\]/,
    );
  });
});
