import { abs, div, mean, sign, sizeOf, sub } from '@bilayer/tensor';
import { defineLoss } from './define-loss.ts';
import type { Loss } from './loss.ts';
import { distanceDifference } from './distance-difference.ts';
import { targetValues } from './target.ts';

/**
 * L = 1/(N·O) Σₙ Σₖ |yₙₖ − tₙₖ|; ∂L/∂y = sign(y − t)/(N·O), 0 where y = t. Far-off targets weigh less than in
 * `meanSquaredError`. Source: Bishop, Pattern Recognition and Machine Learning, equation 1.91 with q = 1.
 */
export const meanAbsoluteError: Loss<Record<string, never>> = defineLoss({
  name: 'meanAbsoluteError',
  package: '@bilayer/losses',
  perRow: (y, t) => mean(abs(sub(y, targetValues('meanAbsoluteError', y, t))), { axis: 1 }),
  difference(y, t) {
    const r = sub(y, targetValues('meanAbsoluteError', y, t));
    return (d) => mean(distanceDifference(r, d), { axis: 1 });
  },
  backward: (y, t) => div(sign(sub(y, targetValues('meanAbsoluteError', y, t))), sizeOf(y.shape)),
});
