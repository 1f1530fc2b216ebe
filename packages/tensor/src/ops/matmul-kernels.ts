import type { TypedArray } from '../dtype.ts';

/** The left operand: element (i, k) is data[i·rowStep + k·step], so a transposed matrix needs no copy. */
export interface LeftOperand {
  readonly data: TypedArray;
  readonly rows: number;
  readonly depth: number;
  readonly rowStep: number;
  readonly step: number;
}

/** The right operand: element (k, j) is data[k·rowStep + j·step]. */
interface RightOperand {
  readonly data: TypedArray;
  readonly columns: number;
  readonly rowStep: number;
  readonly step: number;
}

type Multiply = (a: LeftOperand, b: RightOperand, out: Float64Array) => void;

/** out = A B with B's rows [depth, columns] as they lie in memory. `out` comes zeroed. */
export function multiplyByRows(a: LeftOperand, b: TypedArray, columns: number, out: Float64Array): void {
  multiply(a, { data: b, columns, rowStep: columns, step: 1 }, out);
}

/** out = A Bᵀ with B [columns, depth]. `out` comes zeroed. */
export function multiplyByTransposed(
  a: LeftOperand,
  b: TypedArray,
  columns: number,
  out: Float64Array,
): void {
  multiply(a, { data: b, columns, rowStep: 1, step: a.depth }, out);
}

const multiply: Multiply = /* @__PURE__ */ createMultiply();

/**
 * out += A B, each element in order over k. Of each row of A the elements that are not 0 are gathered once (image rows
 * are mostly zeros); then five elements of the result at a time stay in registers while k runs.
 *
 * What makes it fast is how V8 compiles it. Five columns of B are copied into five arrays that it knows to be constant
 * and of one length, so one test of the index serves all five reads; `b0[k] * v` (not `v * b0[k]`) is one instruction;
 * `| 0` keeps counters plain integers. They are constants of this function and not of the module, because bundlers turn
 * a module's `const` into `var`, and what may change is no constant: three times slower.
 */
function createMultiply(): Multiply {
  const LENGTH = 8192;
  // The arrays begin three cache lines apart (modulo the page), or equal indices would compete for the same lines.
  const DISTANCE = 8 * LENGTH + 3 * 64;
  const buffer = new ArrayBuffer(5 * DISTANCE);
  const b0 = new Float64Array(buffer, 0, LENGTH);
  const b1 = new Float64Array(buffer, DISTANCE, LENGTH);
  const b2 = new Float64Array(buffer, 2 * DISTANCE, LENGTH);
  const b3 = new Float64Array(buffer, 3 * DISTANCE, LENGTH);
  const b4 = new Float64Array(buffer, 4 * DISTANCE, LENGTH);
  // The part of B that is copied at a time: at most 256 · 5 columns, and as many rows as then fit.
  const MAX_COLUMNS = 256 * 5;
  /** The gathered elements of a row of A, and the k of each. */
  const values = new Float64Array(LENGTH);
  const indices = new Int32Array(LENGTH);

  /** Copies `length` rows of up to five columns of B to b0 … b4, from `to` on. Returns whether all are finite. */
  function copyColumns(b: RightOperand, start: number, length: number, columns: number, to: number): boolean {
    const { data } = b;
    const rowStep = b.rowStep | 0;
    const step = b.step | 0;
    const end = (to + length) | 0;
    let zero = 0;
    for (let n = to | 0, at = start | 0; n < end; n = (n + 1) | 0, at = (at + rowStep) | 0) {
      const v0 = data[at]!;
      const v1 = columns > 1 ? data[(at + step) | 0]! : 0;
      const v2 = columns > 2 ? data[(at + 2 * step) | 0]! : 0;
      const v3 = columns > 3 ? data[(at + 3 * step) | 0]! : 0;
      const v4 = columns > 4 ? data[(at + 4 * step) | 0]! : 0;
      b0[n] = v0;
      b1[n] = v1;
      b2[n] = v2;
      b3[n] = v3;
      b4[n] = v4;
      // 0 · x is NaN for ∞ and NaN.
      zero += v0 * 0 + v1 * 0 + (v2 * 0 + v3 * 0) + v4 * 0;
    }
    return zero === 0;
  }

  /** Gathers a row of A without its zeros, or with them. Returns how many. */
  function gather(a: LeftOperand, start: number, length: number, zeros: boolean): number {
    const { data } = a;
    const step = a.step | 0;
    const end = length | 0;
    const always = zeros ? 1 : 0;
    let count = 0;
    // Written in any case and kept by counting: a branch on pixels would be guessed wrong too often.
    for (let k = 0, at = start | 0; k < end; k = (k + 1) | 0, at = (at + step) | 0) {
      const value = data[at]!;
      values[count] = value;
      indices[count] = k;
      count = (count + (Number(value !== 0) | always)) | 0;
    }
    return count;
  }

  /** out[at + c] += Σₙ values[n] · bc[from + indices[n]] for up to five columns c. */
  function addProducts(count: number, from: number, columns: number, out: Float64Array, at: number): void {
    const end = count | 0;
    const offset = from | 0;
    let c0 = out[at]!;
    let c1 = columns > 1 ? out[at + 1]! : 0;
    let c2 = columns > 2 ? out[at + 2]! : 0;
    let c3 = columns > 3 ? out[at + 3]! : 0;
    let c4 = columns > 4 ? out[at + 4]! : 0;
    for (let n = 0; n < end; n = (n + 1) | 0) {
      const v = values[n]!;
      const k = (indices[n]! + offset) | 0;
      c0 += b0[k]! * v;
      c1 += b1[k]! * v;
      c2 += b2[k]! * v;
      c3 += b3[k]! * v;
      c4 += b4[k]! * v;
    }
    out[at] = c0;
    if (columns > 1) out[at + 1] = c1;
    if (columns > 2) out[at + 2] = c2;
    if (columns > 3) out[at + 3] = c3;
    if (columns > 4) out[at + 4] = c4;
  }

  return (a, b, out) => {
    for (let first = 0; first < b.columns; first += MAX_COLUMNS) {
      const end = Math.min(first + MAX_COLUMNS, b.columns);
      const rows = Math.min(a.depth, Math.floor(LENGTH / Math.ceil((end - first) / 5)));
      for (let k = 0; k < a.depth; k += rows) {
        const length = Math.min(rows, a.depth - k);
        let finite = true;
        for (let j = first, to = 0; j < end; j += 5, to += rows) {
          finite = copyColumns(b, k * b.rowStep + j * b.step, length, end - j, to) && finite;
        }
        for (let i = 0; i < a.rows; i++) {
          // 0 · ∞ and 0 · NaN are NaN, so zeros are left out only beside finite numbers, where they change no bit.
          const count = gather(a, i * a.rowStep + k * a.step, length, !finite);
          for (let j = first, from = 0; count > 0 && j < end; j += 5, from += rows) {
            addProducts(count, from, end - j, out, i * b.columns + j);
          }
        }
      }
    }
  };
}
