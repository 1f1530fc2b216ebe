import { describe, expect, it } from 'vitest';
import { checkDataset } from './check-dataset.ts';
import type { Dataset, Split } from './dataset.ts';
import { thrown } from './errors.testing.ts';

const split: Split = {
  length: 2,
  shape: [1, 2],
  features: Float64Array.of(1, 2, 3, 4),
  divisor: 1,
  labels: Int32Array.of(0, 1),
};
const good: Dataset = { contract: 1, name: 'mine', classes: ['a', 'b'], train: split, test: split };

describe('checkDataset', () => {
  it('returns a data set that keeps the contract', () => {
    expect(checkDataset(good)).toBe(good);
    const bytes = { ...split, features: Uint8Array.of(1, 2, 3, 4), labels: Uint8Array.of(1, 1) };
    const empty = { ...split, length: 0, features: new Float32Array(0), labels: new Uint8Array(0) };
    const mixed = { ...good, train: bytes, test: empty };
    expect(checkDataset(mixed)).toBe(mixed);
  });

  it.each<[string, Partial<Split>, string]>([
    ['length', { length: 1.5 }, 'length must be a whole number from 0 up, but is 1.5'],
    ['shape', { shape: [0] }, 'shape must be an array of whole numbers from 1 up, but is [0]'],
    ['feature count', { shape: [3] }, 'features must hold 2 rows of shape [3], 6 numbers, but hold 4'],
    ['NaN', { features: Float64Array.of(1, 2, 3, Number.NaN) }, 'feature 1 of row 1 is NaN'],
    ['divisor', { divisor: 0 }, 'divisor must be above 0, but is 0'],
    ['label count', { labels: Int32Array.of(0) }, 'there must be 2 labels, one a row, but there are 1'],
    ['label range', { labels: Int32Array.of(0, 2) }, 'label 2 of row 1 is outside 0 … 1'],
    ['negative label', { labels: Int32Array.of(-1, 0) }, 'label -1 of row 0 is outside 0 … 1'],
    [
      'plain array',
      { features: [1, 2, 3, 4] as unknown as Float64Array },
      'features must be a Uint8Array, Float32Array or Float64Array, but is of kind Array',
    ],
    [
      'label type',
      { labels: [0, 1] as unknown as Int32Array },
      'labels must be a Uint8Array or Int32Array, but is of kind Array',
    ],
  ])('refuses a bad split: %s', async (_, change, message) => {
    const text = await thrown(() => checkDataset({ ...good, test: { ...split, ...change } }));
    expect(text).toContain('BAD_DATASET: data set "mine", test: ');
    expect(text).toContain(message);
  });

  it.each<[string, Partial<Dataset>, string]>([
    ['contract', { contract: 2 as unknown as 1 }, 'contract must be 1, but is 2'],
    [
      'no contract',
      { contract: undefined as unknown as 1 },
      'data set "mine": contract is missing; add contract: 1',
    ],
    ['no classes', { classes: [] }, 'classes must name at least one class'],
    ['same classes', { classes: ['a', 'a'] }, 'classes must differ: a, a'],
    ['shapes', { test: { ...split, shape: [2] } }, 'rows of train are [1, 2], rows of test [2]'],
    ['divisors', { test: { ...split, divisor: 2 } }, 'divisor is 1 in train and 2 in test'],
  ])('refuses a bad data set: %s', async (_, change, message) => {
    expect(await thrown(() => checkDataset({ ...good, ...change }))).toContain(message);
  });
});
