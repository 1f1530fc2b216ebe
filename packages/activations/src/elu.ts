import { add, expm1, greater, minimum, mul, where } from '@bilayer/tensor';
import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';

/**
 * z = a for a > 0, α (eᵃ − 1) below; ∂z/∂a = 1 for a > 0, z + α below. With α = 1 the slope is continuous at 0 and the
 * curvature jumps there. Source: Clevert et al., Fast and Accurate Deep Network Learning by ELUs (2015).
 */
export const elu: Activation<{ alpha: number }> = defineActivation({
  name: 'elu',
  package: '@bilayer/activations',
  config: { alpha: 1 },
  over: 'element',
  kinks: [0],
  // minimum(0, a) keeps eᵃ from overflowing where it is not used; its slope at 0 is that of a.
  forward: (a, { alpha }) => where(greater(a, 0), a, mul(expm1(minimum(0, a)), alpha)),
  backward: (dz, { a, z }, { alpha }) => where(greater(a, 0), dz, mul(dz, add(z, alpha))),
});
