/** The element types a stored tensor may have; `bool` is bytes of 0 and 1. */
export type DType = 'float64' | 'float32' | 'int32' | 'uint8' | 'bool';

export type TypedArray = Float64Array | Float32Array | Int32Array | Uint8Array;

/** A dense array, row-major: `data` has as many elements as the product of `shape`, and fits `dtype`. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly dtype: DType;
  readonly data: TypedArray;
}

interface Stored {
  readonly dtype: DType;
  /** The name in a safetensors header. */
  readonly code: string;
  readonly array:
    Float64ArrayConstructor | Float32ArrayConstructor | Int32ArrayConstructor | Uint8ArrayConstructor;
}

/** In the order in which tensors are laid out in a file: the reference's dtypes by descending alignment. */
export const STORED: readonly Stored[] = [
  { dtype: 'float64', code: 'F64', array: Float64Array },
  { dtype: 'float32', code: 'F32', array: Float32Array },
  { dtype: 'int32', code: 'I32', array: Int32Array },
  { dtype: 'uint8', code: 'U8', array: Uint8Array },
  { dtype: 'bool', code: 'BOOL', array: Uint8Array },
];

/** A whole number that a double holds exactly; −0, which JSON can spell, is none. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && !Object.is(value, -0);
}
