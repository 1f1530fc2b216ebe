import { tanh } from '@bilayer/tensor/math';
import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';
import { byElement, gatedChange, tanhChange } from './difference.ts';
import { gated, limited } from './gate.ts';

const SQRT_2_OVER_PI = 0.7978845608028654; // √(2/π)
const CUBIC = 0.044715;

/** tanh(√(2/π) (a + 0.044715 a³)), close to erf(a/√2). */
function nearErf(a: number): number {
  return tanh(a * (a * a * CUBIC + 1) * SQRT_2_OVER_PI);
}

/**
 * z = ½ a (1 + T), T = tanh(√(2/π) (a + 0.044715 a³)): the approximation of gelu that GPT-2 and BERT were trained with;
 * ∂z/∂a = ½ (1 + T) + ½ a (1 − T²) √(2/π) (1 + 3 · 0.044715 a²). Gain √2 as relu, which it is like.
 * Source: Hendrycks and Gimpel, Gaussian Error Linear Units (2016).
 */
export const geluTanh: Activation<Record<string, never>> = defineActivation({
  name: 'geluTanh',
  package: '@bilayer/activations',
  gain: Math.SQRT2,
  value: (a) => gated(a, (x) => (nearErf(x) + 1) * 0.5),
  slope(a) {
    const x = limited(a);
    const T = nearErf(x);
    const inner = (x * x * (3 * CUBIC) + 1) * SQRT_2_OVER_PI;
    return (T + 1 + x * (1 - T * T) * inner) * 0.5;
  },
  // (a + d)³ − a³ = d (3 a (a + d) + d²)
  difference: (saved) =>
    byElement(saved, (d, a) => {
      const T = nearErf(a);
      const inner = d * ((3 * a * (a + d) + d * d) * CUBIC + 1) * SQRT_2_OVER_PI;
      return gatedChange(d, a, (T + 1) * 0.5, tanhChange(tanh(inner), T) * 0.5);
    }),
});
