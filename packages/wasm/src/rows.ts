import type { Split } from '@bilayer/datasets';
import type { FloatDType } from '@bilayer/models';
import { BilayerError, sizeOf } from '@bilayer/tensor';
import type { Arena } from './arena.ts';
import type { WordName } from './plan.ts';

/** What a plan says of a split. */
export type StoredRows = Readonly<Partial<Record<WordName, number>>>;

export interface Stored {
  readonly rows: StoredRows;
  /** The most numbers in a sparse row. */
  readonly longest?: number;
}

// Above this share of numbers that are not 0, whole rows are faster; see the README.
const DENSE_FROM = 0.65;
// Indices of sparse rows are 16 bits wide.
const MOST_INPUTS = 65536;

// So many rows tell how dense a split is.
const SAMPLED_ROWS = 1000;

/** Whether the rows of `split` are to be kept without their zeros. */
export function isSparse({ features, shape, length }: Split): boolean {
  const width = sizeOf(shape);
  if (!(features instanceof Uint8Array) || width > MOST_INPUTS) return false;
  const stride = Math.max(1, Math.floor(length / SAMPLED_ROWS));
  let [count, all] = [0, 0];
  for (let row = 0; row < length; row += stride) {
    count += countNonZero(features, row * width, (row + 1) * width);
    all += width;
  }
  return count < DENSE_FROM * all;
}

function countNonZero(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) count += bytes[i] === 0 ? 0 : 1;
  return count;
}

/** Throws `ENGINE_UNSUPPORTED` where one split is bytes and the other is not. Copies a split into memory; features other than bytes are divided and rounded to `dtype` on the way. */
export function storeRows(arena: Arena, split: Split, dtype: FloatDType, sparse: boolean): Stored {
  const { features, divisor, length } = split;
  if (sparse && !(features instanceof Uint8Array)) {
    throw new BilayerError(
      'ENGINE_UNSUPPORTED',
      'wasm: the training split has bytes and this split has floats; give both alike, or use eager()',
    );
  }
  const labels = arena.take(length * 4);
  arena.words(labels, length).set(split.labels.subarray(0, length));
  if (!(features instanceof Uint8Array)) {
    const at = arena.take(features.length * bytesOf(dtype));
    const floats = arena.floats(dtype, at, features.length);
    for (let i = 0; i < features.length; i++) floats[i] = features[i]! / divisor;
    return { rows: { labels, features: at, featureBytes: bytesOf(dtype) } };
  }
  const table = takeTable(arena, dtype, divisor);
  if (sparse) {
    const { longest, ...rows } = storeSparse(arena, features, length, sizeOf(split.shape));
    return { rows: { labels, table, ...rows }, longest };
  }
  const at = arena.take(features.length);
  arena.bytes(at, features.length).set(features);
  return { rows: { labels, table, features: at, featureBytes: 1 } };
}

/** A table of what bytes stand for, float32(byte / divisor) as `batchOf` has it; the last number is the divisor. */
function takeTable(arena: Arena, dtype: FloatDType, divisor: number): number {
  const table = arena.take(257 * bytesOf(dtype));
  const values = arena.floats(dtype, table, 257);
  values.set(Float32Array.from({ length: 256 }, (_, byte) => byte / divisor));
  values[256] = divisor;
  return table;
}

function storeSparse(
  arena: Arena,
  features: Uint8Array,
  rows: number,
  width: number,
): StoredRows & { readonly longest: number } {
  // Most fours of pixels are 0, and are passed over at once where every row begins with a whole one.
  const isAligned = (width | features.byteOffset) % 4 === 0;
  const fours = isAligned
    ? new Int32Array(features.buffer, features.byteOffset, (rows * width) / 4)
    : undefined;
  const starts = new Int32Array(rows + 1);
  let longest = 0;
  for (let row = 0; row < rows; row++) {
    const count =
      fours === undefined
        ? countNonZero(features, row * width, (row + 1) * width)
        : countInFours(fours, (row * width) / 4, ((row + 1) * width) / 4);
    longest = Math.max(longest, count);
    starts[row + 1] = starts[row]! + count;
  }
  const count = starts[rows]!;
  const at = {
    offsets: arena.take((rows + 1) * 4),
    indices: arena.take(count * 2),
    bytes: arena.take(count),
  };
  arena.words(at.offsets, rows + 1).set(starts);
  const indices = arena.shorts(at.indices, count);
  const bytes = arena.bytes(at.bytes, count);
  let next = 0;
  for (let from = 0; from < rows * width; from += width) {
    for (let i = 0; i < width; i += 4) {
      if (fours?.[(from + i) >> 2] === 0) continue;
      const stop = Math.min(i + 4, width);
      for (let k = i; k < stop; k++) {
        // Written in any case, and written over when it is 0: a branch would be guessed wrong too often.
        const byte = features[from + k]!;
        indices[next] = k;
        bytes[next] = byte;
        next += byte === 0 ? 0 : 1;
      }
    }
  }
  return { ...at, longest };
}

/** How many bytes are not 0 in fours of them. */
function countInFours(fours: Int32Array, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    const four = fours[i]!;
    if (four === 0) continue;
    // The upper bit of every byte that is not 0; then the sum of these bits in the uppermost byte.
    const bits = (((four & 0x7f7f7f7f) + 0x7f7f7f7f) | four) & 0x80808080;
    count += Math.imul(bits >>> 7, 0x01010101) >>> 24;
  }
  return count;
}

export function bytesOf(dtype: FloatDType): number {
  return dtype === 'float32' ? 4 : 8;
}
