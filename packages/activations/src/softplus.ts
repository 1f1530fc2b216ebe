import { expm1NearZero, log1pNearZero } from '@bilayer/tensor/math';
import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';
import { byElement } from './difference.ts';
import { logistic, logOnePlusExp } from './logistic.ts';

/**
 * z = ln(1 + eᵃ), a smooth relu that is always positive; ∂z/∂a = σ(a).
 * Source: Dugas et al., Incorporating Second-Order Functional Knowledge for Better Option Pricing (2000).
 */
export const softplus: Activation<Record<string, never>> = defineActivation({
  name: 'softplus',
  package: '@bilayer/activations',
  value: (a) => logOnePlusExp(a),
  slope: (a) => logistic(a),
  // ln(1 + e^(a + d)) − ln(1 + eᵃ) = ln(1 + σ(a) (e^d − 1))
  difference: (saved) => byElement(saved, (d, a) => log1pNearZero(logistic(a) * expm1NearZero(d))),
});
