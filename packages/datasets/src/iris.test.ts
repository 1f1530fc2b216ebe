import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkDataset } from './check-dataset.ts';
import { IRIS_CSV } from './iris.data.ts';
import { iris } from './iris.ts';

describe('iris', () => {
  it('is 120 + 30 rows of 4 numbers, every kind in equal share', () => {
    const data = checkDataset(iris());
    expect(data.classes).toEqual(['setosa', 'versicolor', 'virginica']);
    expect(data.train.shape).toEqual([4]);
    expect(data.train.divisor).toBe(1);
    for (const [split, each] of [
      [data.train, 40],
      [data.test, 10],
    ] as const) {
      expect([0, 1, 2].map((kind) => split.labels.filter((label) => label === kind).length)).toEqual([
        each,
        each,
        each,
      ]);
    }
    // The source's lines 2, 6 and 151.
    expect([...data.train.features.slice(0, 4)]).toEqual([5.1, 3.5, 1.4, 0.2]);
    expect([...data.test.features.slice(0, 4)]).toEqual([5.0, 3.6, 1.4, 0.2]);
    expect([...data.test.features.slice(-4)]).toEqual([5.9, 3.0, 5.1, 1.8]);
    expect(data.attribution).toContain('Fisher');
  });

  it('holds the source, byte for byte', () => {
    // The SHA-256 of the iris.csv that scripts/embed-data.ts was given.
    expect(createHash('sha256').update(IRIS_CSV).digest('hex')).toBe(
      'f13ffa8fdd56fd8e6c8d16d4081a3fbd3114bcd0aae4256c43205169cd9d1449',
    );
  });
});
