/** An array that can be changed in place, as NumPy's: of float64 or of integers. */
export interface NumpyArray {
  readonly data: Float64Array | Int32Array;
  readonly shape: readonly number[];
}

/** What x[idx] is: a number, or a row. */
export type Item = number | NumpyArray;

export function size({ shape }: NumpyArray): number {
  return shape.reduce((product, n) => product * n, 1);
}

/** np.zeros_like(x): of the same shape and of the same kind of numbers. */
export function zerosLike({ data, shape }: NumpyArray): NumpyArray {
  return {
    data: data instanceof Int32Array ? new Int32Array(data.length) : new Float64Array(data.length),
    shape,
  };
}

/**
 * x[idx]. Of a vector that is a number, a copy; of a matrix it is a row as a *view*, a second name for the same memory.
 * Throws what NumPy says of an idx past the end.
 */
export function get(x: NumpyArray, idx: number): Item {
  const [rows = 0, ...rest] = x.shape;
  if (idx >= rows) {
    throw new RangeError(`IndexError: index ${idx} is out of bounds for axis 0 with size ${rows}`);
  }
  if (rest.length === 0) return x.data[idx]!;
  const width = x.data.length / rows;
  return { data: x.data.subarray(idx * width, (idx + 1) * width), shape: rest };
}

/** x[idx] = value: a number goes to all of a row. An array of integers drops what comes after the point. */
export function set(x: NumpyArray, idx: number, value: Item): void {
  const width = x.data.length / (x.shape[0] ?? 1);
  for (let i = 0; i < width; i++) {
    // A typed array of integers stores 3.0001 as 3 and 2.9999 as 2, as NumPy does.
    x.data[idx * width + i] = typeof value === 'number' ? value : value.data[i]!;
  }
}

/** a + b: a new number or a new array, of float64 whatever a is. */
export function plus(a: Item, b: number): Item {
  if (typeof a === 'number') return a + b;
  return { data: Float64Array.from(a.data, (one) => one + b), shape: a.shape };
}
