import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';
import { byElement } from './difference.ts';

/**
 * z = max(a, 0); ∂z/∂a = 1 for a > 0, else 0. The slope at 0 is 0, as in the book's Relu layer (section 5.5.1); the
 * `relu_grad` of its functions.py takes 1. NaN stays NaN. Gain √2: He et al., Delving Deep into Rectifiers (2015).
 * Source: Deep Learning from Scratch, section 3.2.7.
 */
export const relu: Activation<Record<string, never>> = defineActivation({
  name: 'relu',
  package: '@bilayer/activations',
  kinks: [0],
  gain: Math.SQRT2,
  value: (a) => Math.max(a, 0),
  slope: (a) => (a > 0 ? 1 : 0),
  difference: (saved) =>
    byElement(saved, (d, a) => (a > 0 && a + d > 0 ? d : Math.max(a + d, 0) - Math.max(a, 0))),
});
