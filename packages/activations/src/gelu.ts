import { add, erf, exp, mul, type Tensor } from '@bilayer/tensor';
import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';
import { gated, limited } from './gate.ts';

const INV_SQRT_TAU = 0.3989422804014327; // 1/√(2π)

/** Φ(a) = ½ (1 + erf(a/√2)): the probability that a standard normal variable is below a. */
function normal(a: Tensor): Tensor {
  return mul(add(erf(mul(a, Math.SQRT1_2)), 1), 0.5);
}

/**
 * z = a Φ(a), the exact form, with Φ the standard normal distribution; ∂z/∂a = Φ(a) + a φ(a), with φ its density.
 * Gain √2 as relu, which it is like. Source: Hendrycks and Gimpel, Gaussian Error Linear Units (2016).
 */
export const gelu: Activation<Record<string, never>> = defineActivation({
  name: 'gelu',
  package: '@bilayer/activations',
  over: 'element',
  gain: Math.SQRT2,
  forward: (a) => gated(a, normal),
  backward(dz, { a }) {
    const x = limited(a);
    const density = mul(exp(mul(mul(x, x), -0.5)), INV_SQRT_TAU);
    return mul(dz, add(normal(x), mul(x, density)));
  },
});
