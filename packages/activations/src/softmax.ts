import { div, exp, max, mul, sub, sum } from '@bilayer/tensor';
import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';

/**
 * zₖ = e^aₖ / Σᵢ e^aᵢ over each row: positive and adding up to 1. The row's largest element is subtracted first, which
 * leaves the result as it is and keeps e^a from overflowing. An element −∞ is one that cannot occur and gives 0; a row with
 * +∞ in it has no limit and gives NaN. Source: Deep Learning from Scratch, section 3.5.
 */
export const softmax: Activation<Record<string, never>> = defineActivation({
  name: 'softmax',
  package: '@bilayer/activations',
  over: 'row',
  link: 'softmax',
  forward(a) {
    const e = exp(sub(a, max(a, { axis: -1, keepDims: true })));
    return div(e, sum(e, { axis: -1, keepDims: true }));
  },
  // ∂L/∂a = z · (dz − Σ dz·z): the sum couples the elements of a row.
  backward: (dz, { z }) => mul(z, sub(dz, sum(mul(dz, z), { axis: -1, keepDims: true }))),
});
