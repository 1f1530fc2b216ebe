import { expect, it } from 'vitest';
import { eachRun } from './runs.ts';

function visits(shape: number[], strides: number[], start = 0): number[][] {
  const seen: number[][] = [];
  eachRun(shape, strides, start, (...visit) => seen.push(visit));
  return seen;
}

it('visits each run of the last axis, with both positions', () => {
  expect(visits([2, 2, 3], [1, 2, 4], 100)).toEqual([
    [100, 0, 3],
    [102, 3, 3],
    [101, 6, 3],
    [103, 9, 3],
  ]);
  expect(visits([2, 3], [0, 1])).toEqual([
    [0, 0, 3],
    [0, 3, 3],
  ]);
});

it('visits a number once, and nothing where a length is 0', () => {
  expect(visits([], [])).toEqual([[0, 0, 1]]);
  for (const shape of [[0], [2, 0], [0, 2], [2, 0, 2]]) expect(visits(shape, shape)).toEqual([]);
});
