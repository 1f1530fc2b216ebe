import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';
import { byElement } from './difference.ts';

/**
 * z = a / (1 + |a|), between −1 and 1; ∂z/∂a = 1 / (1 + |a|)². The curvature jumps from 2 to −2 at 0.
 * Source: Glorot and Bengio, Understanding the difficulty of training deep feedforward neural networks (2010).
 */
export const softsign: Activation<Record<string, never>> = defineActivation({
  name: 'softsign',
  package: '@bilayer/activations',
  kinks: [0],
  value: (a) => (Math.abs(a) === Infinity ? Math.sign(a) : a / (1 + Math.abs(a))),
  slope(a) {
    const d = 1 + Math.abs(a);
    return 1 / (d * d);
  },
  // On one side of 0 the parts that are alike are gone: (1 + |a|) (a + d) − (1 + |a + d|) a = d.
  difference: (saved) =>
    byElement(saved, (d, a, z) => {
      const scale = 1 + Math.abs(a + d);
      return a * (a + d) < 0 ? (a + d) / scale - z : d / (1 + Math.abs(a)) / scale;
    }),
});
