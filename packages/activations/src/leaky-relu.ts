import { greater, mul, where } from '@bilayer/tensor';
import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';

/** z = a for a > 0, α·a below; the slope at 0 is α. Source: Maas et al., Rectifier Nonlinearities (2013). */
export const leakyRelu: Activation<{ alpha: number }> = defineActivation({
  name: 'leakyRelu',
  package: '@bilayer/activations',
  config: { alpha: 0.01 },
  over: 'element',
  kinks: [0],
  gain: ({ alpha }) => Math.sqrt(2 / (1 + alpha * alpha)),
  forward: (a, { alpha }) => where(greater(a, 0), a, mul(alpha, a)),
  backward: (dz, { a }, { alpha }) => where(greater(a, 0), dz, mul(alpha, dz)),
});
