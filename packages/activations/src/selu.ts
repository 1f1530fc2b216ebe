import { expm1 } from '@bilayer/tensor/math';
import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';
import { byElement } from './difference.ts';

// The fixed point of mean 0 and variance 1: equation 14 of the paper, with the digits of its published code.
const ALPHA = 1.6732632423543772;
const LAMBDA = 1.0507009873554805;

/**
 * z = λ a for a > 0, λ α (eᵃ − 1) below; ∂z/∂a = λ for a > 0, z + λ α below. Inputs of mean 0 and variance 1 come out
 * with mean 0 and variance 1, so the gain is 1, as in the paper; torch.nn.init.calculate_gain has 3/4, which gives that
 * up. Source: Klambauer et al., Self-Normalizing Neural Networks (2017).
 */
export const selu: Activation<Record<string, never>> = defineActivation({
  name: 'selu',
  package: '@bilayer/activations',
  kinks: [0],
  gain: 1,
  value: (a) => (a > 0 ? a * LAMBDA : expm1(a) * (LAMBDA * ALPHA)),
  slope: (a, z) => (a > 0 ? LAMBDA : z + LAMBDA * ALPHA),
  difference: (saved) =>
    byElement(saved, (d, a, z) => {
      if (a > 0 && a + d > 0) return d * LAMBDA;
      if (a <= 0 && a + d <= 0) return (z + LAMBDA * ALPHA) * expm1(d);
      return (a + d > 0 ? (a + d) * LAMBDA : expm1(a + d) * (LAMBDA * ALPHA)) - z;
    }),
});
