import { add, mul, sub, tanh, type Tensor } from '@bilayer/tensor';
import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';
import { gated, limited } from './gate.ts';

const SQRT_2_OVER_PI = 0.7978845608028654; // √(2/π)
const CUBIC = 0.044715;

/** tanh(√(2/π) (a + 0.044715 a³)), close to erf(a/√2). */
function nearErf(a: Tensor): Tensor {
  return tanh(mul(mul(a, add(mul(mul(a, a), CUBIC), 1)), SQRT_2_OVER_PI));
}

/**
 * z = ½ a (1 + T), T = tanh(√(2/π) (a + 0.044715 a³)): the approximation of gelu that GPT-2 and BERT were trained with;
 * ∂z/∂a = ½ (1 + T) + ½ a (1 − T²) √(2/π) (1 + 3 · 0.044715 a²). Gain √2 as relu, which it is like.
 * Source: Hendrycks and Gimpel, Gaussian Error Linear Units (2016).
 */
export const geluTanh: Activation<Record<string, never>> = defineActivation({
  name: 'geluTanh',
  package: '@bilayer/activations',
  over: 'element',
  gain: Math.SQRT2,
  forward: (a) => gated(a, (x) => mul(add(nearErf(x), 1), 0.5)),
  backward(dz, { a }) {
    const x = limited(a);
    const T = nearErf(x);
    const inner = mul(add(mul(mul(x, x), 3 * CUBIC), 1), SQRT_2_OVER_PI);
    return mul(dz, mul(add(add(T, 1), mul(mul(x, sub(1, mul(T, T))), inner)), 0.5));
  },
});
