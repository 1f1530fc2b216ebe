import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';
import { byElement } from './difference.ts';

/** z = a for a > 0, α·a below; the slope at 0 is α. Source: Maas et al., Rectifier Nonlinearities (2013). */
export const leakyRelu: Activation<{ alpha: number }> = defineActivation({
  name: 'leakyRelu',
  package: '@bilayer/activations',
  config: { alpha: 0.01 },
  kinks: [0],
  gain: ({ alpha }) => Math.sqrt(2 / (1 + alpha * alpha)),
  value: (a, { alpha }) => (a > 0 ? a : alpha * a),
  slope: (a, _, { alpha }) => (a > 0 ? 1 : alpha),
  difference: (saved, { alpha }) =>
    byElement(saved, (d, a, z) => {
      if (a > 0 && a + d > 0) return d;
      return a > 0 || a + d > 0 ? (a > 0 ? alpha * (a + d) : a + d) - z : alpha * d;
    }),
});
