import { abs, add, clip, div, mul } from '@bilayer/tensor';
import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';

// Here a / (1 + |a|) is ±1 exactly, in float64 as in float32; ∞ / ∞ would be NaN.
const LIMIT = 1e30;

/**
 * z = a / (1 + |a|), between −1 and 1; ∂z/∂a = 1 / (1 + |a|)². The curvature jumps from 2 to −2 at 0.
 * Source: Glorot and Bengio, Understanding the difficulty of training deep feedforward neural networks (2010).
 */
export const softsign: Activation<Record<string, never>> = defineActivation({
  name: 'softsign',
  package: '@bilayer/activations',
  over: 'element',
  kinks: [0],
  forward(a) {
    const x = clip(a, -LIMIT, LIMIT);
    return div(x, add(abs(x), 1));
  },
  backward(dz, { a }) {
    const d = add(abs(a), 1);
    return div(dz, mul(d, d));
  },
});
