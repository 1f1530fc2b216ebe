import { exp } from '@bilayer/tensor/math';
import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';

/**
 * z = 1 / (1 + e⁻ᵃ), between 0 and 1; ∂z/∂a = z (1 − z). For a → −∞ e⁻ᵃ overflows to ∞ and z is 0, as it should be.
 * Source: Deep Learning from Scratch, section 3.2.4.
 */
export const sigmoid: Activation<Record<string, never>> = defineActivation({
  name: 'sigmoid',
  package: '@bilayer/activations',
  link: 'logistic',
  value: (a) => 1 / (1 + exp(-a)),
  slope: (_, z) => z * (1 - z),
});
