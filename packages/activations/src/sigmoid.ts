import { add, div, exp, mul, neg, sub } from '@bilayer/tensor';
import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';

/**
 * z = 1 / (1 + e⁻ᵃ), between 0 and 1; ∂z/∂a = z (1 − z). For a → −∞ e⁻ᵃ overflows to ∞ and z is 0, as it should be;
 * a derivative derived from this forward would be ∞·0 there, while z (1 − z) is 0.
 * Source: Deep Learning from Scratch, section 3.2.4.
 */
export const sigmoid: Activation<Record<string, never>> = defineActivation({
  name: 'sigmoid',
  package: '@bilayer/activations',
  over: 'element',
  link: 'logistic',
  forward: (a) => div(1, add(1, exp(neg(a)))),
  backward: (dz, { z }) => mul(dz, mul(z, sub(1, z))),
});
