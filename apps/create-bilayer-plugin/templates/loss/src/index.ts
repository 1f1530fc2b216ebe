import { defineLoss, targetValues, type Loss } from '@bilayer/losses';
import { add, div, mean, mul, sqrt, sub } from '@bilayer/tensor';

/**
 * L = 1/(N·O) Σₙ Σₖ δ² (√(1 + (d/δ)²) − 1) with d = y − t: squared near the target, absolute far from it, and smooth
 * between. The gradient, d/√(1 + (d/δ)²)/(N·O), is derived from `perRow`.
 * Source: Charbonnier et al., Deterministic Edge-Preserving Regularization in Computed Imaging (1997).
 */
export const pluginName: Loss<{ delta: number }> = defineLoss({
  name: 'pluginName',
  package: 'bilayer-plugin-name',
  config: { delta: 1 },
  perRow(y, t, { delta }) {
    // targetValues takes labels as well as values, and refuses shapes that do not fit.
    const d = div(sub(y, targetValues('pluginName', y, t)), delta);
    return mean(mul(sub(sqrt(add(mul(d, d), 1)), 1), delta * delta), { axis: 1 });
  },
});
