import { isFloat, tensor, type Tensor } from '@bilayer/tensor';

/** `count` rows of x from `start` on; the data is shared. */
export function rowsOf(
  { shape: [rows = 0, ...rest], dtype, data }: Tensor,
  start: number,
  count: number,
): Tensor {
  const width = data.length / rows;
  return { shape: [count, ...rest], dtype, data: data.subarray(start * width, (start + count) * width) };
}

/** Copies rows of `width` numbers to where each row has `pitch` of them. */
export function pad(to: Float64Array, pitch: number, from: Tensor['data'], width: number): void {
  if (pitch === width) to.set(from);
  else
    for (let row = 0; row * width < from.length; row++)
      to.set(from.subarray(row * width, (row + 1) * width), row * pitch);
}

/** And back: the first `rows` rows. */
export function unpad(from: Float64Array, pitch: number, rows: number, width: number): Float64Array {
  if (pitch === width) return from.slice(0, rows * width);
  const to = new Float64Array(rows * width);
  for (let row = 0; row < rows; row++) to.set(from.subarray(row * pitch, row * pitch + width), row * width);
  return to;
}

/** The largest |w| of each row of W. */
export function largestOfRows({ shape: [rows = 0, columns = 0], data }: Tensor): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => {
    let largest = 0;
    for (let k = row * columns; k < (row + 1) * columns; k++) largest = Math.max(largest, Math.abs(data[k]!));
    return largest;
  });
}

/** A target as values [N, O]: labels are numbers of columns, or the values themselves where there is but one column. */
export function valuesOf(t: Tensor, outputs: number): Tensor {
  const [rows = 0] = t.shape;
  if (isFloat(t.dtype)) return t;
  const values = new Float64Array(rows * outputs);
  for (let n = 0; n < rows; n++) {
    const label = t.data[n]!;
    if (outputs === 1) values[n] = label;
    else values[n * outputs + label] = 1;
  }
  return tensor(values, [rows, outputs]);
}

export function isFinite({ data }: Tensor): boolean {
  // 0 · x is 0 for a finite x and NaN otherwise.
  let zeros = 0;
  for (let i = data.length - 1; i >= 0; i--) zeros += data[i]! * 0;
  return zeros === 0;
}
