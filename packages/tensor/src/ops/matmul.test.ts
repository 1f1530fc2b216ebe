import { assert as check, constantFrom, double, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromArray, toArray, zeros } from '../create.ts';
import type { DType } from '../dtype.ts';
import { failure } from '../failure.testing.ts';
import { randomState } from '../random/random-state.ts';
import { scalar, tensor, type Tensor } from '../tensor.ts';
import { mul } from './arithmetic.ts';
import { astype } from './astype.ts';
import { greater } from './compare.ts';
import { transpose } from './layout.ts';
import { matmul } from './matmul.ts';

/** The matrix product by its definition, summed in order. */
function product(a: Tensor, b: Tensor): number[] {
  const [rows = 0, depth = 0] = a.shape;
  const [, columns = 0] = b.shape;
  const out: number[] = [];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let total = 0;
      for (let k = 0; k < depth; k++) {
        total += (a.data[i * depth + k] ?? 0) * (b.data[k * columns + j] ?? 0);
      }
      out.push(total);
    }
  }
  return out;
}

const length = integer({ min: 0, max: 9 });

/** Two matrices that fit, with many zeros and now and then NaN or ∞. */
const matrices = tuple(length, length, length).chain(([m, k, n]) => {
  const numbers = double({ min: -2, max: 2 }).chain((x) => constantFrom(x, x, 0, 0));
  const odd = constantFrom(NaN, Infinity, -Infinity, -0);
  const element = integer({ min: 0, max: 30 }).chain((i) => (i === 0 ? odd : numbers));
  const matrix = (rows: number, columns: number) =>
    tuple(...Array.from({ length: rows * columns }, () => element)).map((values) =>
      tensor(Float64Array.from(values), [rows, columns]),
    );
  return tuple(matrix(m, k), matrix(k, n));
});

describe('matmul', () => {
  it('is the sum in order, bit for bit, whatever is transposed, skipped or not finite', () => {
    check(
      property(matrices, ([a, b]) => {
        const expected = product(a, b);
        const [at, bt] = [transpose(a), transpose(b)];
        expect([...matmul(a, b).data]).toEqual(expected);
        expect([...matmul(at, b, { transposeA: true }).data]).toEqual(expected);
        expect([...matmul(a, bt, { transposeB: true }).data]).toEqual(expected);
        expect([...matmul(at, bt, { transposeA: true, transposeB: true }).data]).toEqual(expected);
      }),
    );
  });

  it('agrees with the definition on a batch of images and weights', () => {
    const r = randomState(0);
    const x = r.rand(20, 100);
    const sparse = mul(x, greater(r.rand(20, 100), 0.8));
    const w = r.randn(100, 13);
    for (const a of [x, sparse]) expect([...matmul(a, w).data]).toEqual(product(a, w));
  });

  it.each<[string, Tensor, Tensor]>([
    ['NaN', fromArray([[0, 1]]), fromArray([[NaN], [1]])],
    ['∞', fromArray([[0, 1]]), fromArray([[Infinity], [1]])],
    ['∞ and −∞', fromArray([[0, 0]]), fromArray([[Infinity], [-Infinity]])],
  ])('0 · %s is NaN and not skipped', (_, a, b) => {
    expect(toArray(matmul(a, b))).toEqual([[NaN]]);
    expect(toArray(matmul(a, transpose(b), { transposeB: true }))).toEqual([[NaN]]);
  });

  it('skips no zero beside finite numbers whose sum overflows', () => {
    expect(toArray(matmul(fromArray([[0, 1, 0]]), fromArray([[1e308], [2], [1e308]])))).toEqual([[2]]);
  });
});

describe('one dimension', () => {
  const m = fromArray([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  it('is a row on the left and a column on the right, and dropped from the result', () => {
    expect(matmul(fromArray([1, 2, 3]), fromArray([4, 5, 6]))).toEqual(scalar(32));
    expect(matmul(m, fromArray([1, 0, -1]))).toEqual(fromArray([-2, -2]));
    expect(matmul(fromArray([1, -1]), m)).toEqual(fromArray([-3, -3, -3]));
    expect(matmul(zeros([0]), zeros([0]))).toEqual(scalar(0));
    expect(matmul(zeros([0]), zeros([0, 2]))).toEqual(zeros([2]));
  });

  it('is the same transposed', () => {
    const options = { transposeA: true, transposeB: true };
    expect(matmul(fromArray([1, 2]), fromArray([3, 4]), options)).toEqual(scalar(11));
    expect(matmul(m, fromArray([1, -1]), options)).toEqual(fromArray([-3, -3, -3]));
    expect(matmul(fromArray([1, 0, -1]), m, options)).toEqual(fromArray([-2, -2]));
  });
});

describe('dtypes', () => {
  const order: DType[] = ['bool', 'uint8', 'int32', 'float32', 'float64'];
  it.each(order.flatMap((a) => order.map((b) => [a, b] as const)))('%s × %s: that of mul', (a, b) => {
    const product = matmul(fromArray([[1, 1]], a), fromArray([[1], [1]], b));
    expect([product.dtype, product.data[0]]).toEqual([mul(fromArray([1], a), fromArray([1], b)).dtype, 2]);
  });

  it('integers wrap around', () => {
    expect(matmul(fromArray([[16, 16]], 'uint8'), fromArray([[16], [17]], 'uint8')).data).toEqual(
      Uint8Array.of(16),
    );
    const big = fromArray([[65536, 65536]], 'int32');
    expect(matmul(big, big, { transposeB: true }).data).toEqual(Int32Array.of(0));
  });

  it('float32 is summed in float64 and rounded once', () => {
    const r = randomState(1);
    const [a, b] = [astype(r.randn(3, 50), 'float32'), astype(r.randn(50, 4), 'float32')];
    expect([...matmul(a, b).data]).toEqual(product(a, b).map(Math.fround));
  });
});

describe('what is refused', () => {
  it.each<[number[], number[], object, string]>([
    [[100, 784], [50, 10], {}, "[100, 784] × [50, 10]; a's columns must be as many as b's rows"],
    [[100, 784], [50, 784], {}, '[100, 784] × [50, 784]; did you mean transpose(b)?'],
    [[784, 100], [784, 50], {}, '[784, 100] × [784, 50]; did you mean transpose(a)?'],
    [[2, 3], [3, 4], { transposeB: true }, '[2, 3] × [3, 4]ᵀ; did you mean b itself (without transposeB)?'],
    [[2, 3], [3, 4], { transposeA: true }, '[2, 3]ᵀ × [3, 4]; did you mean a itself (without transposeA)?'],
    [[3], [2, 4], {}, "[3] × [2, 4]; a's columns must be as many as b's rows"],
  ])('%j × %j %j', (a, b, options, says) => {
    expect(failure(() => matmul(zeros(a), zeros(b), options))).toBe(
      `SHAPE_MISMATCH: matmul: inner dimensions differ: ${says}`,
    );
  });

  it('0-d and more than 2-d operands', () => {
    expect(failure(() => matmul(scalar(2), zeros([2])))).toBe(
      'SHAPE_MISMATCH: matmul: the left operand has shape []; expected 1 or 2 dimensions (use mul to scale by a number)',
    );
    expect(failure(() => matmul(zeros([2]), zeros([2, 2, 2])))).toBe(
      'SHAPE_MISMATCH: matmul: the right operand has shape [2, 2, 2]; expected 1 or 2 dimensions',
    );
  });
});
