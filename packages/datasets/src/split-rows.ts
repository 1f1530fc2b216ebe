import type { Split } from './dataset.ts';

interface Rows {
  readonly shape: readonly number[];
  readonly features: Uint8Array | Float64Array;
  readonly divisor: number;
  readonly labels: Uint8Array | Int32Array;
}

function pick({ shape, features, divisor, labels }: Rows, rows: readonly number[]): Split {
  const width = shape.reduce((product, size) => product * size, 1);
  const picked = features.slice(0, rows.length * width);
  const pickedLabels = labels.slice(0, rows.length);
  rows.forEach((row, i) => {
    picked.set(features.subarray(row * width, (row + 1) * width), i * width);
    pickedLabels[i] = labels[row]!;
  });
  return { length: rows.length, shape, features: picked, divisor, labels: pickedLabels };
}

/** Parts rows into a test split, where `isTest` of the row's number holds, and a train split; order is kept. */
export function splitRows(rows: Rows, isTest: (row: number) => boolean): { train: Split; test: Split } {
  const numbers = Array.from(rows.labels, (_, row) => row);
  return {
    train: pick(
      rows,
      numbers.filter((row) => !isTest(row)),
    ),
    test: pick(rows, numbers.filter(isTest)),
  };
}
