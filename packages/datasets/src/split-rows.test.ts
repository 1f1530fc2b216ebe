import { expect, it } from 'vitest';
import { splitRows } from './split-rows.ts';

it('splitRows parts the rows, keeps their order, and copies', () => {
  const features = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
  const rows = { shape: [2], features, divisor: 16, labels: Int32Array.of(0, 1, 2, 3) };
  const { train, test } = splitRows(rows, (row) => row % 2 === 1);
  expect(train).toEqual({
    length: 2,
    shape: [2],
    features: Uint8Array.of(1, 2, 5, 6),
    divisor: 16,
    labels: Int32Array.of(0, 2),
  });
  expect(test.features).toEqual(Uint8Array.of(3, 4, 7, 8));
  expect(test.labels).toEqual(Int32Array.of(1, 3));
  features[0] = 99;
  expect(train.features[0]).toBe(1);
});
