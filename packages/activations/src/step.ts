import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';

/**
 * z = 1 for a > 0, else 0: the perceptron's. ∂z/∂a = 0 wherever it exists, so nothing before it can be trained by
 * gradients. Source: Deep Learning from Scratch, section 3.2.2.
 */
export const step: Activation<Record<string, never>> = defineActivation({
  name: 'step',
  package: '@bilayer/activations',
  kinks: [0],
  value: (a) => (a > 0 ? 1 : a <= 0 ? 0 : NaN),
  slope: () => 0,
});
