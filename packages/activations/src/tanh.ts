import { tanh as tanhOf } from '@bilayer/tensor/math';
import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';
import { byElement, tanhChange } from './difference.ts';

/**
 * z = tanh a = (eᵃ − e⁻ᵃ) / (eᵃ + e⁻ᵃ), between −1 and 1; ∂z/∂a = 1 − z². Gain 5/3 as in
 * torch.nn.init.calculate_gain. Source: LeCun et al., Efficient BackProp (1998), section 4.4.
 */
export const tanh: Activation<Record<string, never>> = defineActivation({
  name: 'tanh',
  package: '@bilayer/activations',
  gain: 1.6666666666666667, // 5/3; esbuild would keep an unused export for the sake of a division
  value: tanhOf,
  slope: (_, z) => 1 - z * z,
  difference: (saved) => byElement(saved, (d, _, T) => tanhChange(tanhOf(d), T)),
});
