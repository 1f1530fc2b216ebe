import { BilayerError } from './error.ts';

/** The element types, with NumPy's names. `bool` is stored as bytes 0 and 1. */
export type DType = 'float64' | 'float32' | 'int32' | 'uint8' | 'bool';

/** The plain arrays a tensor's numbers live in. */
export type TypedArray = Float64Array | Float32Array | Int32Array | Uint8Array;

/** Narrow to wide: the wider of two is what an operation on both yields. */
const arrays = {
  bool: Uint8Array,
  uint8: Uint8Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;
const order = /* @__PURE__ */ Object.keys(arrays) as DType[];

export function isFloat(dtype: DType): boolean {
  return dtype === 'float64' || dtype === 'float32';
}

/** A zeroed array of `size` elements of `dtype`. Throws `BAD_DTYPE` for a name that is not one. */
export function allocate(dtype: DType, size: number): TypedArray {
  if (!order.includes(dtype)) {
    throw new BilayerError('BAD_DTYPE', `dtype: expected one of ${order.join(', ')}; got ${dtype}`);
  }
  return new arrays[dtype](size);
}

/**
 * The dtype whose array `data` is: a Uint8Array counts as uint8 (say `bool` where you mean it). Throws `BAD_DTYPE` for
 * anything else.
 */
export function dtypeOf(data: TypedArray): DType {
  // By its tag and not by `instanceof`, so that an array from another frame counts too.
  const tag = (data as Partial<TypedArray> | undefined)?.[Symbol.toStringTag];
  switch (tag) {
    case 'Float64Array':
      return 'float64';
    case 'Float32Array':
      return 'float32';
    case 'Int32Array':
      return 'int32';
    case 'Uint8Array':
      return 'uint8';
    default:
      tag satisfies undefined;
      throw new BilayerError(
        'BAD_DTYPE',
        'tensor: expected a Float64Array, Float32Array, Int32Array or Uint8Array; ' +
          `got ${Object.prototype.toString.call(data).slice(8, -1)}; for plain arrays use fromArray`,
      );
  }
}

/**
 * The dtype of an operation on `a` and `b`, as NumPy's `result_type`: the wider of the two, and float64 for an
 * int32 beside a float32 (float32 cannot hold every int32).
 */
export function promote(a: DType, b: DType): DType {
  if (a === b) return a;
  const wide = order.indexOf(a) > order.indexOf(b) ? a : b;
  const narrow = wide === a ? b : a;
  return wide === 'float32' && narrow === 'int32' ? 'float64' : wide;
}

/** The dtype of a function with real values (`exp`, `div`, `mean`): floats keep theirs, all others give float64. */
export function floatDType(dtype: DType): DType {
  return isFloat(dtype) ? dtype : 'float64';
}

/** Whether `n` is a whole number that an integer dtype can hold. */
export function fits(n: number, dtype: 'int32' | 'uint8'): boolean {
  return new arrays[dtype]([n])[0] === n;
}

/**
 * `value` as an element of `dtype`: for bool, anything but 0 is 1; for integers, cut to a whole number. Throws
 * `BAD_ARGUMENT` for a number that an integer dtype cannot hold.
 */
export function elementOf(who: string, value: number, dtype: DType): number {
  if (dtype === 'bool') return value === 0 ? 0 : 1;
  if (dtype !== 'int32' && dtype !== 'uint8') return value;
  const whole = Math.trunc(value);
  if (!fits(whole, dtype)) {
    throw new BilayerError('BAD_ARGUMENT', `${who}: ${value} does not fit into ${dtype}`);
  }
  return whole;
}

/**
 * The numbers as float64: the array itself if it is one, else a copy. The loops of this package see float64 arrays
 * only: a loop that meets one kind of array is several times faster than one that meets four, and a float32 or
 * integer result is rounded or wrapped once, at the end (`fromFloat64`).
 */
export function toFloat64(data: TypedArray): Float64Array {
  return data instanceof Float64Array ? data : new Float64Array(data);
}

/** `values` as elements of `dtype`: rounded to float32, wrapped to integers; for float64 the array itself. */
export function fromFloat64(values: Float64Array, dtype: DType): TypedArray {
  if (dtype === 'float64') return values;
  const data = allocate(dtype, values.length);
  data.set(values);
  return data;
}
