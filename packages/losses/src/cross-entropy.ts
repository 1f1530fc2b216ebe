import { add, div, log, mul, neg, sub, sum, tensor, type Tensor } from '@bilayer/tensor';
import { expm1NearZero, log as logOf, log1pNearZero } from '@bilayer/tensor/math';
import { defineLoss } from './define-loss.ts';
import type { Loss } from './loss.ts';
import { targetValues } from './target.ts';

/** ln(1 + x). Far from 0 nothing is lost in the sum that matters beside ln itself. */
function logOnePlus(x: number): number {
  return Math.abs(x) < 1 / 128 ? log1pNearZero(x) : logOf(1 + x);
}

/**
 * d ↦ −Σₖ tₖ ln(1 + δₖ / (yₖ + ε)) of each row, where y changes by δ: δ = d; or, if it is a in y = softmax(a) that d is
 * added to, δₖ = yₖ (mₖ − s) / (1 + s) with m = e^d − 1 and s = Σ y m.
 */
function difference(y: Tensor, t: Tensor, epsilon: number, ofScores: boolean): (d: Tensor) => Tensor {
  const [rows = 0, columns = 0] = y.shape;
  const values = targetValues('crossEntropy', y, t).data;
  // Where t is not 0, and a last place past the end.
  const hits = Int32Array.from([...values.keys()].filter((at) => values[at] !== 0).concat(values.length));
  const p = y.data;
  return ({ data: d }) => {
    const changes = new Float64Array(rows);
    for (let n = 0, from = 0, hit = 0; n < rows; n++, from += columns) {
      const end = from + columns;
      let s = 0;
      if (ofScores) for (let k = from; k < end; k++) s += p[k]! * expm1NearZero(d[k]!);
      let change = 0;
      for (; hits[hit]! < end; hit++) {
        const k = hits[hit]!;
        const moved = ofScores ? (p[k]! * (expm1NearZero(d[k]!) - s)) / (1 + s) : d[k]!;
        change -= values[k]! * logOnePlus(moved / (p[k]! + epsilon));
      }
      changes[n] = change;
    }
    return tensor(changes);
  };
}

/**
 * L = −1/N Σₙ Σₖ tₙₖ ln(yₙₖ + ε): cross-entropy of *probabilities* y, with ε = 1e-7 > 0 against ln 0, as in the book.
 *
 * After softmax the gradient is ∂L/∂a = (y − t)/N, where each row of t adds up to 1. That is the exact gradient without
 * ε; like the book's code it ignores the ε, so a numerical gradient of this loss differs from it by about ε/y.
 * `softmaxCrossEntropy` has no such gap.
 * Source: Deep Learning from Scratch, sections 4.2.2 and 5.6.3.
 */
export const crossEntropy: Loss<{ epsilon: number }> = defineLoss({
  name: 'crossEntropy',
  package: '@bilayer/losses',
  config: { epsilon: 1e-7 },
  perRow: (y, t, { epsilon }) =>
    neg(sum(mul(targetValues('crossEntropy', y, t), log(add(y, epsilon))), { axis: 1 })),
  difference: (y, t, { epsilon }) => difference(y, t, epsilon, false),
  fused: {
    link: 'softmax',
    backward: (y, t) => div(sub(y, targetValues('crossEntropy', y, t)), y.shape[0] ?? 1),
    difference: (y, t, { epsilon }) => difference(y, t, epsilon, true),
  },
});
