import { add, mul, sub, sum } from '@bilayer/tensor';
import { defineLoss } from './define-loss.ts';
import type { Loss } from './loss.ts';
import { targetValues } from './target.ts';

/**
 * L = ½ Σₙ Σₖ (yₙₖ − tₙₖ)²; ∂L/∂y = y − t. The book's: a sum over the batch, where every other loss here is a mean, so
 * that its gradient grows with the batch. Source: Deep Learning from Scratch, section 4.2.1.
 */
export const sumSquaredError: Loss<Record<string, never>> = defineLoss({
  name: 'sumSquaredError',
  package: '@bilayer/losses',
  reduce: 'sum',
  perRow(y, t) {
    const difference = sub(y, targetValues('sumSquaredError', y, t));
    return mul(sum(mul(difference, difference), { axis: 1 }), 0.5);
  },
  // ½ (r + d)² − ½ r² = d (r + ½ d) for the distance r = y − t.
  difference(y, t) {
    const r = sub(y, targetValues('sumSquaredError', y, t));
    return (d) => sum(mul(d, add(r, mul(d, 0.5))), { axis: 1 });
  },
  backward: (y, t) => sub(y, targetValues('sumSquaredError', y, t)),
});
