import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';
import { byElement, gatedChange, logisticChange } from './difference.ts';
import { gated, limited } from './gate.ts';
import { logistic } from './logistic.ts';

/**
 * z = a σ(a), with σ the sigmoid; ∂z/∂a = σ (1 + a (1 − σ)). Also called swish. Gain √2 as relu, which it is like.
 * Source: Elfwing et al., Sigmoid-Weighted Linear Units (2017).
 */
export const silu: Activation<Record<string, never>> = defineActivation({
  name: 'silu',
  package: '@bilayer/activations',
  gain: Math.SQRT2,
  value: (a) => gated(a, logistic),
  slope(a) {
    const x = limited(a);
    const s = logistic(x);
    return s * (x * (1 - s) + 1);
  },
  difference: (saved) =>
    byElement(saved, (d, a) => {
      const s = logistic(a);
      return gatedChange(d, a, s, logisticChange(d, s));
    }),
});
