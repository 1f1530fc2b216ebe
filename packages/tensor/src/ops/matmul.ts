import { fromFloat64, promote } from '../dtype.ts';
import { BilayerError } from '../error.ts';
import { apply, type Primitive } from '../primitive.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { reshape } from './layout.ts';
import { multiplyByRows, multiplyByTransposed } from './matmul-kernels.ts';

export interface MatmulOptions {
  /** Use aᵀ in place of a, without copying it. */
  readonly transposeA?: boolean;
  /** Use bᵀ in place of b, without copying it. */
  readonly transposeB?: boolean;
}

interface Flags {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

const matmulPrimitive: Primitive<Flags> = {
  name: 'matmul',
  elementwise: false,
  compute(inputs, { transposeA, transposeB }) {
    const [a, b] = inputs as readonly [Tensor, Tensor];
    const rows = a.shape[transposeA ? 1 : 0]!;
    const depth = a.shape[transposeA ? 0 : 1]!;
    const columns = b.shape[transposeB ? 0 : 1]!;
    const wide = promote(a.dtype, b.dtype);
    const dtype = wide === 'bool' ? 'int32' : wide;
    const out = new Float64Array(rows * columns);
    const [rowStep, step] = transposeA ? [1, rows] : [depth, 1];
    const multiply = transposeB ? multiplyByTransposed : multiplyByRows;
    multiply({ data: a.data, rows, depth, rowStep, step }, b.data, columns, out);
    return { shape: [rows, columns], dtype, data: fromFloat64(out, dtype) };
  },
  // C = A B gives ∂L/∂A = G Bᵀ and ∂L/∂B = Aᵀ G; with Aᵀ in place of A its gradient is the transpose, B Gᵀ, and so on.
  gradient(g, { inputs, options: { transposeA, transposeB } }, input) {
    const [a, b] = inputs as readonly [Tensor, Tensor];
    if (input === 0) {
      return transposeA
        ? matmul(b, g, { transposeA: transposeB, transposeB: true })
        : matmul(g, b, { transposeB: !transposeB });
    }
    return transposeB
      ? matmul(g, a, { transposeA: true, transposeB: transposeA })
      : matmul(a, g, { transposeA: !transposeA });
  },
};

/**
 * The matrix product a b: [M, K] × [K, N] → [M, N], as `np.dot` and `@` for one and two dimensions (a 1-d `a` is a row,
 * a 1-d `b` a column, and their axis is dropped from the result). Each element is summed in order over K in float64
 * and rounded once; zeros in `a` are skipped, which changes no bit. Integers wrap around (exactly, while sums stay below
 * 2⁵³); booleans count as int32. Throws `SHAPE_MISMATCH`.
 */
export function matmul(a: Tensor, b: Tensor, options: MatmulOptions = {}): Tensor {
  const { transposeA = false, transposeB = false } = options;
  for (const [side, x] of [
    ['left', a],
    ['right', b],
  ] as const) {
    if (x.shape.length === 0 || x.shape.length > 2) {
      throw new BilayerError(
        'SHAPE_MISMATCH',
        `matmul: the ${side} operand has shape ${showShape(x.shape)}; expected 1 or 2 dimensions` +
          (x.shape.length === 0 ? ' (use mul to scale by a number)' : ''),
      );
    }
  }
  const row = a.shape.length === 1 ? reshape(a, [1, -1]) : a;
  const column = b.shape.length === 1 ? reshape(b, [-1, 1]) : b;
  const flags: Flags = { transposeA: transposeA && row === a, transposeB: transposeB && column === b };
  const inner = row.shape[flags.transposeA ? 0 : 1];
  if (inner !== column.shape[flags.transposeB ? 1 : 0]) {
    throw new BilayerError('SHAPE_MISMATCH', mismatch(a, b, flags, inner));
  }
  const product = apply(matmulPrimitive, [row, column], flags);
  if (row === a && column === b) return product;
  return reshape(product, [
    ...(row === a ? product.shape.slice(0, 1) : []),
    ...(column === b ? product.shape.slice(1) : []),
  ]);
}

function mismatch(
  a: Tensor,
  b: Tensor,
  { transposeA, transposeB }: Flags,
  inner: number | undefined,
): string {
  const show = (x: Tensor, transposed: boolean): string => `${showShape(x.shape)}${transposed ? 'ᵀ' : ''}`;
  const says = `matmul: inner dimensions differ: ${show(a, transposeA)} × ${show(b, transposeB)}`;
  if (b.shape.length === 2 && inner === b.shape[transposeB ? 0 : 1]) {
    return `${says}; did you mean ${transposeB ? 'b itself (without transposeB)' : 'transpose(b)'}?`;
  }
  if (a.shape.length === 2 && a.shape[transposeA ? 1 : 0] === b.shape[transposeB ? 1 : 0]) {
    return `${says}; did you mean ${transposeA ? 'a itself (without transposeA)' : 'transpose(a)'}?`;
  }
  return `${says}; a's columns must be as many as b's rows`;
}
