import { erf, exp } from '@bilayer/tensor/math';
import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';
import { gated, limited } from './gate.ts';

const INV_SQRT_TAU = 0.3989422804014327; // 1/√(2π)

/** Φ(a) = ½ (1 + erf(a/√2)): the probability that a standard normal variable is below a. */
function normal(a: number): number {
  return (erf(a * Math.SQRT1_2) + 1) * 0.5;
}

/**
 * z = a Φ(a), the exact form, with Φ the standard normal distribution; ∂z/∂a = Φ(a) + a φ(a), with φ its density.
 * Gain √2 as relu, which it is like. Source: Hendrycks and Gimpel, Gaussian Error Linear Units (2016).
 */
export const gelu: Activation<Record<string, never>> = defineActivation({
  name: 'gelu',
  package: '@bilayer/activations',
  gain: Math.SQRT2,
  value: (a) => gated(a, normal),
  slope(a) {
    const x = limited(a);
    const density = exp(x * x * -0.5) * INV_SQRT_TAU;
    return normal(x) + x * density;
  },
});
