import { fromArray, mean, sum, tensor, log, sub } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import book from '../../../test/golden/functions.json' with { type: 'json' };
import { crossEntropy, softmaxCrossEntropy, sumSquaredError } from './index.ts';

// What the book's Python printed under NumPy float64 (test/golden/README.md). Both sides are a few ulp off at most.
const close = { rtol: 1e-12 };
const y = fromArray(book.y);
const labels = tensor(Int32Array.from(book.labels));
const oneHot = fromArray(book.one_hot);

describe("the book's losses", () => {
  it('cross_entropy_error with labels and with one-hot rows', () => {
    expect(mean(crossEntropy.perRow(y, labels))).toBeAllClose(book.cross_entropy_labels, close);
    expect(mean(crossEntropy.perRow(y, oneHot))).toBeAllClose(book.cross_entropy_one_hot, close);
  });

  it('sum_squared_error', () => {
    expect(sumSquaredError.reduce).toBe('sum');
    expect(sum(sumSquaredError.perRow(y, oneHot))).toBeAllClose(book.sum_squared_error, close);
  });

  it('cross-entropy of logits is that of their softmax: ln y are logits of y, and softmax removes any shift', () => {
    const logits = sub(log(y), 700);
    const withoutEpsilon = crossEntropy.with({ epsilon: 0 }).perRow(y, labels);
    // A shift by 700 costs 700 · 2⁻⁵³ ≈ 1e-13.
    expect(softmaxCrossEntropy.perRow(logits, labels)).toBeAllClose(withoutEpsilon, { atol: 3e-13 });
  });
});
