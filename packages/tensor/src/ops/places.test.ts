import { expect, it } from 'vitest';
import { places } from './places.ts';

it('gives the place of each element in row-major order', () => {
  expect([...places([2, 3], [3, 1])]).toEqual([0, 1, 2, 3, 4, 5]);
  expect([...places([2, 2, 3], [1, 2, 4], 100)]).toEqual([
    100, 104, 108, 102, 106, 110, 101, 105, 109, 103, 107, 111,
  ]);
  expect([...places([2, 3], [0, 1])]).toEqual([0, 1, 2, 0, 1, 2]);
});

it('gives one place for a number, and none where a length is 0', () => {
  expect([...places([], [], 7)]).toEqual([7]);
  for (const shape of [[0], [2, 0], [0, 2], [2, 0, 2]]) expect(places(shape, shape)).toHaveLength(0);
});
