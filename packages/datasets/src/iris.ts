import { parseCsv } from './csv.ts';
import type { Dataset } from './dataset.ts';
import { IRIS_ATTRIBUTION, IRIS_CSV } from './iris.data.ts';

/**
 * Fisher's iris: 150 flowers of three kinds, each with the length and width of sepal and petal in cm; it ships
 * inside this package. Features float64, rows of shape [4], divisor 1. Rows whose index mod 5 is 4 are the test
 * split: 120 for training, 30 for testing, each with as many of every kind.
 */
export function iris(): Dataset {
  const [head = '', ...rows] = IRIS_CSV.split('\n');
  const [, , ...classes] = head.split(',');
  return {
    ...parseCsv(rows.join('\n'), { name: 'iris', header: false, classes }),
    attribution: IRIS_ATTRIBUTION,
  };
}
