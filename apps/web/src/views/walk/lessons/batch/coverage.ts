import { randomState } from '@bilayer/tensor';

/** How rows are drawn: each batch from all of them (the book), or each epoch a shuffle that is dealt out. */
export type Sampling = 'replacement' | 'shuffle';

/** Where `batches` batches lead. */
export interface Coverage {
  /** How often each row was drawn. */
  readonly counts: Int32Array;
  /** The rows of the last batch. */
  readonly last: readonly number[];
  /** Draws before the first batch and after each. */
  readonly drawn: readonly number[];
  /** Rows that were drawn at least once, of the same. */
  readonly touched: readonly number[];
}

/** Batches that make an epoch of `length` rows, the last one smaller where they do not come out even. */
export function batchesPerEpoch(length: number, size: number): number {
  return Math.ceil(length / size);
}

/** Draws batches of `size` of `length` rows by the seed. */
export function coverage(
  seed: number,
  sampling: Sampling,
  length: number,
  size: number,
  batches: number,
): Coverage {
  const random = randomState(seed);
  const counts = new Int32Array(length);
  const perEpoch = batchesPerEpoch(length, size);
  const [drawn, touched] = [[0], [0]];
  let order: ArrayLike<number> = [];
  let last: readonly number[] = [];
  for (let i = 0; i < batches; i++) {
    const from = (i % perEpoch) * size;
    const many = Math.min(size, length - from);
    if (sampling === 'replacement') last = Array.from(random.choice(length, many).data);
    else {
      if (from === 0) order = random.permutation(length).data;
      last = Array.from(order).slice(from, from + many);
    }
    let fresh = touched.at(-1) ?? 0;
    for (const row of last) {
      if (counts[row] === 0) fresh++;
      counts[row]!++;
    }
    drawn.push((drawn.at(-1) ?? 0) + many);
    touched.push(fresh);
  }
  return { counts, last, drawn, touched };
}

/** The share of `length` rows that n draws touch on the average: 1 − (1 − 1/N)ⁿ; of a shuffle n/N, up to 1. */
export function expected(sampling: Sampling, length: number, n: number): number {
  return sampling === 'shuffle' ? Math.min(1, n / length) : 1 - (1 - 1 / length) ** n;
}
