import { add, mean, mul, sizeOf, sub } from '@bilayer/tensor';
import { defineLoss } from './define-loss.ts';
import type { Loss } from './loss.ts';
import { targetValues } from './target.ts';

/**
 * L = 1/(N·O) Σₙ Σₖ (yₙₖ − tₙₖ)²; ∂L/∂y = 2 (y − t)/(N·O). For regression: t is values [N, O].
 * Source: Bishop, Pattern Recognition and Machine Learning, section 1.5.5.
 */
export const meanSquaredError: Loss<Record<string, never>> = defineLoss({
  name: 'meanSquaredError',
  package: '@bilayer/losses',
  perRow(y, t) {
    const difference = sub(y, targetValues('meanSquaredError', y, t));
    return mean(mul(difference, difference), { axis: 1 });
  },
  // (r + d)² − r² = d (2 r + d) for the distance r = y − t.
  difference(y, t) {
    const r = sub(y, targetValues('meanSquaredError', y, t));
    return (d) => mean(mul(d, add(add(r, r), d)), { axis: 1 });
  },
  backward: (y, t) => mul(sub(y, targetValues('meanSquaredError', y, t)), 2 / sizeOf(y.shape)),
});
