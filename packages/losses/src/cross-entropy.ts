import { add, div, log, mul, neg, sub, sum } from '@bilayer/tensor';
import { defineLoss } from './define-loss.ts';
import type { Loss } from './loss.ts';
import { targetValues } from './target.ts';

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
  fused: {
    link: 'softmax',
    backward: (y, t) => div(sub(y, targetValues('crossEntropy', y, t)), y.shape[0] ?? 1),
  },
});
