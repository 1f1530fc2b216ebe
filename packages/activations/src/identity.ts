import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';

/** z = a; ∂z/∂a = 1: the output activation for regression. Source: Deep Learning from Scratch, section 3.5.1. */
export const identity: Activation<Record<string, never>> = defineActivation({
  name: 'identity',
  package: '@bilayer/activations',
  over: 'element',
  link: 'identity',
  forward: (a) => a,
  backward: (dz) => dz,
});
