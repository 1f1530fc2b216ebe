import { expect, it } from 'vitest';
import { Series } from './series.ts';

it('keeps all points while they are few', () => {
  const series = new Series(4);
  for (const x of [1, 2, 3]) series.add(x, 10 * x);
  expect(series.x).toEqual([1, 2, 3]);
  expect(series.y).toEqual([10, 20, 30]);
});

it('makes neighbours one when they are many, with their mean', () => {
  const series = new Series(4);
  for (let x = 1; x <= 100; x++) series.add(x, x);
  expect(series.x.length).toBeLessThanOrEqual(4);
  // The points stand for equally many, and end where these end: the mean of a run of whole numbers up to x.
  const width = (series.x[1] ?? 0) - (series.x[0] ?? 0);
  expect(series.y).toEqual(series.x.map((x) => x - (width - 1) / 2));
  series.clear();
  series.add(1, 5);
  expect(series.y).toEqual([5]);
});
