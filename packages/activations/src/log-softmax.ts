import { rowwise } from '@bilayer/tensor';
import { exp, expm1NearZero, log, log1pNearZero } from '@bilayer/tensor/math';
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
    for (let k = 0, { length } = a; k < length; k++) z[k] = a[k]! - c - logSumExpA;
  },
  backward(dz, _, z, da) {
    let sum = 0;
    for (let k = 0, { length } = z; k < length; k++) sum += dz[k]!;
    for (let k = 0, { length } = z; k < length; k++) da[k] = dz[k]! - exp(z[k]!) * sum;
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
  // ln Σ e^(a + d) − ln Σ e^a = ln(1 + Σ softmax(a) (e^d − 1)), and softmax(a) = e^z.
  difference({ z }) {
    const [width = 1] = z.shape.slice(-1);
    const p = Float64Array.from(z.data, exp);
    return ({ shape, data: d }) => {
      const data = new Float64Array(d.length);
      for (let from = 0; from < p.length; from += width) {
        let s = 0;
        for (let k = from; k < from + width; k++) s += p[k]! * expm1NearZero(d[k]!);
        for (let k = from; k < from + width; k++) data[k] = d[k]! - log1pNearZero(s);
      }
      return { shape, dtype: 'float64', data };
    };
  },
});
