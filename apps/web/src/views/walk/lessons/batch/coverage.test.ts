import { randomState } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { batchesPerEpoch, coverage, expected } from './coverage.ts';

const N = 1438;

describe('the rows that batches touch', () => {
  it('are those that the generator draws, with the last batch of an epoch smaller', () => {
    const perEpoch = batchesPerEpoch(N, 100);
    expect(perEpoch).toBe(15);
    const { counts, drawn, touched, last } = coverage(3, 'replacement', N, 100, perEpoch);
    const rows = randomState(3).choice(N, N).data;
    expect(drawn.at(-1)).toBe(N);
    expect(last).toEqual(Array.from(rows.slice(-38)));
    expect(touched.at(-1)).toBe(new Set(rows).size);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(N);
    expect(touched.slice(0, 2)).toEqual([0, new Set(rows.slice(0, 100)).size]);
  });

  it('are every row once in an epoch of a shuffle, and in another order in the next', () => {
    const one = coverage(3, 'shuffle', N, 100, 15);
    expect(new Set(one.counts)).toEqual(new Set([1]));
    expect(one.touched).toEqual(one.drawn);
    const two = coverage(3, 'shuffle', N, 100, 30);
    expect(new Set(two.counts)).toEqual(new Set([2]));
    expect(two.last).not.toEqual(one.last);
  });

  it('are 1 − 1/e of them on the average', () => {
    const shares = Array.from({ length: 40 }, (_, seed) => {
      const { touched } = coverage(seed, 'replacement', N, 100, 15);
      return (touched.at(-1) ?? 0) / N;
    });
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    // One share's deviation is about 0.31 / √1438 = 0.008, that of the mean of 40 about 0.0013.
    expect(mean).toBeCloseTo(1 - 1 / Math.E, 2);
    expect(expected('replacement', N, N)).toBeCloseTo(1 - 1 / Math.E, 3);
    expect(expected('shuffle', N, N / 2)).toBe(0.5);
    expect(expected('shuffle', N, 2 * N)).toBe(1);
  });
});
