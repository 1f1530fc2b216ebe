import { exp, log, max, mul, sub, sum } from '@bilayer/tensor';
import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';

/**
 * zₖ = ln softmax(a)ₖ = aₖ − ln Σᵢ e^aᵢ over each row; ∂L/∂a = dz − softmax(a) Σ dz. Exact also where softmax itself
 * would round to 0. An element −∞ is one that cannot occur and gives −∞; a row with +∞ in it has no limit and gives NaN.
 */
export const logSoftmax: Activation<Record<string, never>> = defineActivation({
  name: 'logSoftmax',
  package: '@bilayer/activations',
  over: 'row',
  link: 'logSoftmax',
  forward(a) {
    const shifted = sub(a, max(a, { axis: -1, keepDims: true }));
    return sub(shifted, log(sum(exp(shifted), { axis: -1, keepDims: true })));
  },
  backward: (dz, { z }) => sub(dz, mul(exp(z), sum(dz, { axis: -1, keepDims: true }))),
});
