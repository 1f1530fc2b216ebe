import { rowwise } from '@bilayer/tensor';
import { exp } from '@bilayer/tensor/math';
import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';

const ofRows = /* @__PURE__ */ rowwise({
  name: 'softmax',
  value(a) {
    const c = a.reduce((largest, v) => Math.max(largest, v), -Infinity);
    const expA = a.map((v) => exp(v - c));
    const sumExpA = expA.reduce((sum, v) => sum + v, 0);
    return expA.map((v) => v / sumExpA);
  },
  // ∂L/∂a = z · (dz − Σ dz·z): the sum couples the elements of a row.
  backward(dz, z) {
    const sum = dz.reduce((total, v, k) => total + v * z[k]!, 0);
    return z.map((v, k) => v * (dz[k]! - sum));
  },
});

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
  forward: (a) => ofRows(a),
  backward: (dz, { a, z }) => ofRows.backward(dz, a, z),
});
