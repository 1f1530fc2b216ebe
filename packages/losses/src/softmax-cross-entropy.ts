import { div, equal, exp, log, max, mul, neg, sub, sum, tensor, where, type Tensor } from '@bilayer/tensor';
import { expm1NearZero, log1pNearZero } from '@bilayer/tensor/math';
import { defineLoss } from './define-loss.ts';
import type { Loss } from './loss.ts';
import { targetValues } from './target.ts';

const ROW = { axis: 1, keepDims: true };

/** y with each row's largest subtracted, which leaves softmax as it is and keeps exp from overflowing. */
function shifted(y: Tensor): Tensor {
  return sub(y, max(y, ROW));
}

/**
 * L = −1/N Σₙ Σₖ tₙₖ ln softmax(yₙ)ₖ: cross-entropy of *logits* y, the scores before a softmax; for a row of t that adds
 * up to 1 that is ln Σₖ e^yₖ − Σₖ tₖ yₖ. Exact also where the softmax rounds to 0 or 1.
 *
 * ∂L/∂y = (softmax(y) Σₖ tₖ − t)/N, so (softmax(y) − t)/N for labels, one-hot rows and other rows that add up to 1.
 * An output −∞ is one that cannot occur; it counts only where t is not 0.
 * Source: Deep Learning from Scratch, section 5.6.3 (the Softmax-with-Loss layer).
 */
export const softmaxCrossEntropy: Loss<Record<string, never>> = defineLoss({
  name: 'softmaxCrossEntropy',
  package: '@bilayer/losses',
  perRow(y, t) {
    const values = targetValues('softmaxCrossEntropy', y, t);
    const s = shifted(y);
    const logSoftmax = sub(s, log(sum(exp(s), ROW)));
    // 0 · −∞ would be NaN.
    return neg(sum(mul(values, where(equal(values, 0), 0, logSoftmax)), { axis: 1 }));
  },
  // ln Σ e^(y + d) − ln Σ e^y = ln (1 + Σ softmax(y) (e^d − 1)), once for all that t adds up to.
  difference(y, t) {
    const values = targetValues('softmaxCrossEntropy', y, t);
    const [rows = 0, columns = 0] = y.shape;
    const e = exp(shifted(y));
    const [p, whole] = [div(e, sum(e, ROW)).data, sum(values, { axis: 1 }).data];
    return ({ data: d }) => {
      const changes = new Float64Array(rows);
      for (let n = 0, k = 0; n < rows; n++) {
        let [s, ofTarget] = [0, 0];
        for (const end = k + columns; k < end; k++) {
          s += p[k]! * expm1NearZero(d[k]!);
          ofTarget += values.data[k]! * d[k]!;
        }
        changes[n] = whole[n]! * log1pNearZero(s) - ofTarget;
      }
      return tensor(changes);
    };
  },
  backward(y, t) {
    const values = targetValues('softmaxCrossEntropy', y, t);
    const e = exp(shifted(y));
    const softmax = div(e, sum(e, ROW));
    return div(sub(mul(softmax, sum(values, ROW)), values), y.shape[0] ?? 1);
  },
});
