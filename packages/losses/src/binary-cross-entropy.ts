import {
  add,
  astype,
  BilayerError,
  div,
  log,
  log1p,
  mean,
  mul,
  neg,
  reshape,
  sizeOf,
  sub,
  type Tensor,
} from '@bilayer/tensor';
import { defineLoss } from './define-loss.ts';
import type { Loss } from './loss.ts';
import { areLabels, targetValues } from './target.ts';

/** As `targetValues`; but beside one output [N, 1], labels are its values 0 and 1. */
function binaryValues(y: Tensor, t: Tensor): Tensor {
  const [rows = 0, columns] = y.shape;
  if (columns !== 1 || !areLabels(t, rows)) return targetValues('binaryCrossEntropy', y, t);
  const bad = t.data.find((label: number) => label !== 0 && label !== 1);
  if (bad !== undefined) {
    throw new BilayerError(
      'BAD_ARGUMENT',
      `binaryCrossEntropy: label ${bad}; y has one output, whose labels are 0 and 1`,
    );
  }
  return targetValues('binaryCrossEntropy', y, astype(reshape(t, [rows, 1]), 'float64'));
}

/**
 * L = −1/(N·O) Σ t ln(y + ε) + (1 − t) ln(1 − y + ε): each output y, 0 … 1, is the probability of a yes or no of its
 * own. t is 0 or 1 (or a probability) for each output, [N, O], or labels [N]: with one output 0 and 1, with more the
 * number of the one output that is 1.
 *
 * After a sigmoid the gradient is ∂L/∂a = (y − t)/(N·O). As with `crossEntropy` that is the exact gradient without
 * ε = 1e-7, which is there against ln 0. Source: Bishop, Pattern Recognition and Machine Learning, equation 4.90.
 */
export const binaryCrossEntropy: Loss<{ epsilon: number }> = defineLoss({
  name: 'binaryCrossEntropy',
  package: '@bilayer/losses',
  config: { epsilon: 1e-7 },
  perRow(y, t, { epsilon }) {
    const yes = binaryValues(y, t);
    const no = sub(1, yes);
    const logs = add(mul(yes, log(add(y, epsilon))), mul(no, log(add(sub(1, y), epsilon))));
    return neg(mean(logs, { axis: 1 }));
  },
  // As that of crossEntropy; 1 − y changes by −d.
  difference(y, t, { epsilon }) {
    const yes = binaryValues(y, t);
    const no = sub(1, yes);
    return (d) => {
      const ofYes = log1p(div(d, add(y, epsilon)));
      const ofNo = log1p(div(neg(d), add(sub(1, y), epsilon)));
      return neg(mean(add(mul(yes, ofYes), mul(no, ofNo)), { axis: 1 }));
    };
  },
  fused: {
    link: 'logistic',
    backward: (y, t) => div(sub(y, binaryValues(y, t)), sizeOf(y.shape)),
  },
});
