import { allocate, dtypeOf, elementOf, type DType, type TypedArray } from './dtype.ts';
import { BilayerError } from './error.ts';
import type { Recorder } from './primitive.ts';
import { checkShape, showShape, sizeOf } from './shape.ts';

/**
 * A dense, row-major, contiguous array of numbers: `data[i·shape[1] + j]` is element (i, j) of a matrix.
 * Immutable by convention: operations return new tensors. Any object of this form will do.
 */
export interface Tensor {
  readonly shape: readonly number[];
  readonly dtype: DType;
  /** The elements. Reading it on a traced value throws: inside `grad`, values are not numbers yet. */
  readonly data: TypedArray;
  /** Set on traced values only: whom operations ask to record themselves. */
  readonly recorder?: Recorder;
}

/** What arithmetic takes: a number stands for itself at every position and leaves a float tensor's dtype alone. */
export type Operand = Tensor | number;

/** Whether `value` has the form of a tensor (traced values have it too). */
export function isTensor(value: unknown): value is Tensor {
  return (
    typeof value === 'object' &&
    value !== null &&
    'shape' in value &&
    Array.isArray(value.shape) &&
    'dtype' in value &&
    'data' in value
  );
}

/**
 * A tensor around `data`, which is *not* copied; `shape` defaults to one dimension and `dtype` to that of the array.
 * Throws `SHAPE_MISMATCH` when `data` has another number of elements, `BAD_DTYPE` when the array is not of `dtype`,
 * `BAD_ARGUMENT` for a bool that is neither 0 nor 1.
 */
export function tensor(data: TypedArray, shape: readonly number[] = [data.length], dtype?: DType): Tensor {
  const own = dtypeOf(data);
  checkShape('tensor', shape);
  if (dtype !== undefined && dtype !== own && !(dtype === 'bool' && own === 'uint8')) {
    throw new BilayerError(
      'BAD_DTYPE',
      `tensor: the data is ${own}, not ${dtype}; use astype(tensor(data), '${dtype}')`,
    );
  }
  if (sizeOf(shape) !== data.length) {
    throw new BilayerError(
      'SHAPE_MISMATCH',
      `tensor: shape ${showShape(shape)} has ${sizeOf(shape)} elements, the data has ${data.length}`,
    );
  }
  if (dtype === 'bool') {
    const bad = data.find((value) => value > 1);
    if (bad !== undefined) {
      throw new BilayerError(
        'BAD_ARGUMENT',
        `tensor: a bool is stored as 0 or 1; got ${bad}; use astype(tensor(data), 'bool')`,
      );
    }
  }
  return { shape: [...shape], dtype: dtype ?? own, data };
}

/** A 0-d tensor of one number. Throws `BAD_ARGUMENT` when `dtype` cannot hold it. */
export function scalar(value: number, dtype: DType = 'float64'): Tensor {
  const data = allocate(dtype, 1);
  data[0] = elementOf('scalar', value, dtype);
  return { shape: [], dtype, data };
}

/** The one number of a tensor with one element, as NumPy's `item`. Throws `SHAPE_MISMATCH` for any other. */
export function item(x: Operand): number {
  if (typeof x === 'number') return x;
  if (sizeOf(x.shape) !== 1) {
    throw new BilayerError('SHAPE_MISMATCH', `item: expected one element; got shape ${showShape(x.shape)}`);
  }
  return x.data[0]!;
}
