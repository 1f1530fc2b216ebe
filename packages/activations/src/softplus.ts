import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';
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
});
