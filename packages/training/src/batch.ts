import type { Split } from '@bilayer/datasets';
import type { FloatDType } from '@bilayer/models';
import { oneHot, sizeOf, tensor, type Tensor } from '@bilayer/tensor';

export interface Batch {
  /** The features of each row, flat: [N, I]. */
  readonly x: Tensor;
  /** The labels, int32 [N], or one-hot rows [N, classes] where the split says so. */
  readonly t: Tensor;
}

/**
 * The rows of `split` at `indices` as a network takes them. Bytes are divided in float32, as the book's MNIST loader
 * does, and then widened to `dtype`; other features keep their precision.
 */
export function batchOf(split: Split, indices: ArrayLike<number>, dtype: FloatDType, classes: number): Batch {
  const { features, labels, divisor } = split;
  const width = sizeOf(split.shape);
  const x =
    dtype === 'float64' ? new Float64Array(indices.length * width) : new Float32Array(indices.length * width);
  const t = new Int32Array(indices.length);
  const copy =
    features instanceof Uint8Array ? bytesInto(x, features, divisor) : floatsInto(x, features, divisor);
  for (let row = 0; row < indices.length; row++) {
    t[row] = labels[indices[row]!]!;
    copy(indices[row]! * width, row * width, width);
  }
  const target = tensor(t);
  return {
    x: tensor(x, [indices.length, width]),
    t: split.oneHot === true ? oneHot(target, classes, dtype) : target,
  };
}

/** Copies `length` features from `from` to `to`. */
type CopyRow = (from: number, to: number, length: number) => void;

function bytesInto(x: Float64Array | Float32Array, bytes: Uint8Array, divisor: number): CopyRow {
  // float32(byte / divisor) for each of the 256 bytes.
  const scaled = Float32Array.from({ length: 256 }, (_, byte) => byte / divisor);
  return (from, to, length) => {
    for (let i = 0; i < length; i++) x[to + i] = scaled[bytes[from + i]!]!;
  };
}

function floatsInto(
  x: Float64Array | Float32Array,
  floats: Float64Array | Float32Array,
  divisor: number,
): CopyRow {
  return (from, to, length) => {
    for (let i = 0; i < length; i++) x[to + i] = floats[from + i]! / divisor;
  };
}

/** All rows of `split`, or those from `start` up to `stop`, in order. */
export function rowsOf(
  split: Split,
  dtype: FloatDType,
  classes: number,
  start = 0,
  stop: number = split.length,
): Batch {
  return batchOf(
    split,
    Array.from({ length: stop - start }, (_, i) => start + i),
    dtype,
    classes,
  );
}
