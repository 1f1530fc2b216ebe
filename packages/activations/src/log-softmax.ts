import { rowwise } from '@bilayer/tensor';
import { exp, log } from '@bilayer/tensor/math';
import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';

const ofRows = /* @__PURE__ */ rowwise({
  name: 'logSoftmax',
  value(a, z) {
    let c = -Infinity;
    for (const v of a) c = Math.max(c, v);
    let sumExpA = 0;
    for (const v of a) sumExpA += exp(v - c);
    const logSumExpA = log(sumExpA);
    for (let k = 0; k < a.length; k++) z[k] = a[k]! - c - logSumExpA;
  },
  backward(dz, _, z, da) {
    let sum = 0;
    for (let k = 0; k < z.length; k++) sum += dz[k]!;
    for (let k = 0; k < z.length; k++) da[k] = dz[k]! - exp(z[k]!) * sum;
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
