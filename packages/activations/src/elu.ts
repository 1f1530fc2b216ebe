import { expm1 } from '@bilayer/tensor/math';
import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';
import { byElement } from './difference.ts';

/**
 * z = a for a > 0, α (eᵃ − 1) below; ∂z/∂a = 1 for a > 0, z + α below. With α = 1 the slope is continuous at 0 and the
 * curvature jumps there. Source: Clevert et al., Fast and Accurate Deep Network Learning by ELUs (2015).
 */
export const elu: Activation<{ alpha: number }> = defineActivation({
  name: 'elu',
  package: '@bilayer/activations',
  config: { alpha: 1 },
  kinks: [0],
  value: (a, { alpha }) => (a > 0 ? a : expm1(a) * alpha),
  slope: (a, z, { alpha }) => (a > 0 ? 1 : z + alpha),
  difference: (saved, { alpha }) =>
    byElement(saved, (d, a, z) => {
      if (a > 0 && a + d > 0) return d;
      if (a <= 0 && a + d <= 0) return (z + alpha) * expm1(d);
      return (a + d > 0 ? a + d : expm1(a + d) * alpha) - z;
    }),
});
