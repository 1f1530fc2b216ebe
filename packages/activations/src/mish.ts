import { expm1NearZero, log1pNearZero, tanh } from '@bilayer/tensor/math';
import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';
import { byElement, gatedChange, tanhChange } from './difference.ts';
import { gated, limited } from './gate.ts';
import { logistic, logOnePlusExp } from './logistic.ts';

/**
 * z = a T, T = tanh(ln(1 + eᵃ)); ∂z/∂a = T + a σ(a) (1 − T²). Gain √2 as relu, which it is like.
 * Source: Misra, Mish: A Self Regularized Non-Monotonic Activation Function (2019).
 */
export const mish: Activation<Record<string, never>> = defineActivation({
  name: 'mish',
  package: '@bilayer/activations',
  gain: Math.SQRT2,
  value: (a) => gated(a, (x) => tanh(logOnePlusExp(x))),
  slope(a) {
    const x = limited(a);
    const T = tanh(logOnePlusExp(x));
    return T + x * logistic(x) * (1 - T * T);
  },
  difference: (saved) =>
    byElement(saved, (d, a) => {
      const T = tanh(logOnePlusExp(a));
      const inner = log1pNearZero(logistic(a) * expm1NearZero(d));
      return gatedChange(d, a, T, tanhChange(tanh(inner), T));
    }),
});
