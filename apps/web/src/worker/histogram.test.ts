import { expect, it } from 'vitest';
import { histogram, logHistogram, spreadHistogram } from './histogram.ts';

it('counts in bins of equal width, and what lies outside in the outermost', () => {
  const { counts, total, zeros } = histogram([0, 0.5, 1, 1.9, 2, -3, 9], 0, 2, 2);
  expect([...counts]).toEqual([3, 4]);
  expect([total, zeros]).toEqual([7, 1]);
});

it('counts orders of magnitude, zeros apart', () => {
  const { counts, total, zeros } = logHistogram([0, 1e-10, -0.5, 5], 11);
  expect([...counts]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
  expect([total, zeros]).toEqual([4, 1]);
});

it('spreads its bins from the smallest to the largest, also where all are equal', () => {
  expect(spreadHistogram([2, 4, 6], 2)).toMatchObject({ from: 2, to: 6, counts: Uint32Array.of(1, 2) });
  expect(spreadHistogram([5, 5], 2)).toMatchObject({ from: 5, to: 6, counts: Uint32Array.of(2, 0) });
});
