import type { Split } from '@bilayer/datasets';
import type { FloatDType } from '@bilayer/models';
import { BilayerError, sizeOf } from '@bilayer/tensor';
import type { Arena } from './arena.ts';
import type { WordName } from './plan.ts';

/** What a plan says of a split. */
export type StoredRows = Readonly<Partial<Record<WordName, number>>>;

// Above this share of numbers that are not 0, whole rows are faster; see the README.
const DENSE_FROM = 0.5;
// Indices of sparse rows are 16 bits wide.
const MOST_INPUTS = 65536;

/** Whether the rows of `split` are to be kept without their zeros. */
export function isSparse({ features, shape }: Split): boolean {
  if (!(features instanceof Uint8Array) || sizeOf(shape) > MOST_INPUTS) return false;
  return countNonZero(features) < DENSE_FROM * features.length;
}

function countNonZero(bytes: Uint8Array): number {
  let count = 0;
  for (let i = bytes.length - 1; i >= 0; i--) if (bytes[i] !== 0) count++;
  return count;
}

/** The most numbers in a row of `split` that are not 0. */
export function longestRow({ features, length, shape }: Split): number {
  const width = sizeOf(shape);
  let longest = 0;
  for (let n = 0; n < length; n++) {
    longest = Math.max(longest, countNonZero(features.subarray(n * width, (n + 1) * width) as Uint8Array));
  }
  return longest;
}

/** Throws `ENGINE_UNSUPPORTED` where one split is bytes and the other is not. Copies a split into memory; features other than bytes are divided and rounded to `dtype` on the way. */
export function storeRows(arena: Arena, split: Split, dtype: FloatDType, sparse: boolean): StoredRows {
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
    return { labels, features: at, featureBytes: bytesOf(dtype) };
  }
  const table = arena.take(256 * bytesOf(dtype));
  // float32(byte / divisor), as `batchOf` has it.
  arena.floats(dtype, table, 256).set(Float32Array.from({ length: 256 }, (_, byte) => byte / divisor));
  if (sparse) return { labels, table, ...storeSparse(arena, features, length, sizeOf(split.shape)) };
  const at = arena.take(features.length);
  arena.bytes(at, features.length).set(features);
  return { labels, table, features: at, featureBytes: 1 };
}

function storeSparse(arena: Arena, features: Uint8Array, rows: number, width: number): StoredRows {
  const count = countNonZero(features);
  const at = {
    offsets: arena.take((rows + 1) * 4),
    indices: arena.take(count * 2),
    bytes: arena.take(count),
  };
  const offsets = arena.words(at.offsets, rows + 1);
  const indices = arena.shorts(at.indices, count);
  const bytes = arena.bytes(at.bytes, count);
  let next = 0;
  for (let row = 0; row < rows; row++) {
    offsets[row] = next;
    for (let i = 0; i < width; i++) {
      const byte = features[row * width + i]!;
      if (byte === 0) continue;
      indices[next] = i;
      bytes[next++] = byte;
    }
  }
  offsets[rows] = next;
  return at;
}

export function bytesOf(dtype: FloatDType): number {
  return dtype === 'float32' ? 4 : 8;
}
