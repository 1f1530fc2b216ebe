import { astype, greater, zeros } from '@bilayer/tensor';
import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';

/**
 * z = 1 for a > 0, else 0: the perceptron's. ∂z/∂a = 0 wherever it exists, so nothing before it can be trained by
 * gradients. Source: Deep Learning from Scratch, section 3.2.2.
 */
export const step: Activation<Record<string, never>> = defineActivation({
  name: 'step',
  package: '@bilayer/activations',
  over: 'element',
  kinks: [0],
  forward: (a) => astype(greater(a, 0), a.dtype),
  backward: ({ shape, dtype }) => zeros(shape, dtype),
});
