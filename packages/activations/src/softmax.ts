import { rowwise } from '@bilayer/tensor';
import { exp } from '@bilayer/tensor/math';
import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';

const ofRows = /* @__PURE__ */ rowwise({
  name: 'softmax',
  value(a, z) {
    let c = -Infinity;
    for (const v of a) c = Math.max(c, v);
    let sumExpA = 0;
    for (let k = 0, { length } = a; k < length; k++) {
      z[k] = exp(a[k]! - c);
      sumExpA += z[k]!;
    }
    for (let k = 0, { length } = a; k < length; k++) z[k] = z[k]! / sumExpA;
  },
  // ∂L/∂a = z · (dz − Σ dz·z): the sum couples the elements of a row.
  backward(dz, _, z, da) {
    let sum = 0;
    for (let k = 0, { length } = z; k < length; k++) sum += dz[k]! * z[k]!;
    for (let k = 0, { length } = z; k < length; k++) da[k] = z[k]! * (dz[k]! - sum);
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
