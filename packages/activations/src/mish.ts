import { add, mul, sub, tanh } from '@bilayer/tensor';
import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';
import { gated, limited } from './gate.ts';
import { logistic, logOnePlusExp } from './stable.ts';

/**
 * z = a T, T = tanh(ln(1 + eᵃ)); ∂z/∂a = T + a σ(a) (1 − T²). Gain √2 as relu, which it is like.
 * Source: Misra, Mish: A Self Regularized Non-Monotonic Activation Function (2019).
 */
export const mish: Activation<Record<string, never>> = defineActivation({
  name: 'mish',
  package: '@bilayer/activations',
  over: 'element',
  gain: Math.SQRT2,
  forward: (a) => gated(a, (x) => tanh(logOnePlusExp(x))),
  backward(dz, { a }) {
    const x = limited(a);
    const T = tanh(logOnePlusExp(x));
    return mul(dz, add(T, mul(mul(x, logistic(x)), sub(1, mul(T, T)))));
  },
});
