import { rowwise } from '@bilayer/tensor';
import { exp, log } from '@bilayer/tensor/math';
import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';

const ofRows = /* @__PURE__ */ rowwise({
  name: 'logSoftmax',
  value(a) {
    const c = a.reduce((largest, v) => Math.max(largest, v), -Infinity);
    const logSumExp = log(a.reduce((sum, v) => sum + exp(v - c), 0));
    return a.map((v) => v - c - logSumExp);
  },
  backward(dz, z) {
    const sum = dz.reduce((total, v) => total + v, 0);
    return dz.map((v, k) => v - exp(z[k]!) * sum);
  },
});

/**
 * zₖ = ln softmax(a)ₖ = aₖ − ln Σᵢ e^aᵢ over each row; ∂L/∂a = dz − softmax(a) Σ dz. Exact also where softmax itself
 * would round to 0. An element −∞ is one that cannot occur and gives −∞; a row with +∞ in it has no limit and gives NaN.
 */
export const logSoftmax: Activation<Record<string, never>> = defineActivation({
  name: 'logSoftmax',
  package: '@bilayer/activations',
  over: 'row',
  link: 'logSoftmax',
  forward: (a) => ofRows(a),
  backward: (dz, { a, z }) => ofRows.backward(dz, a, z),
});
