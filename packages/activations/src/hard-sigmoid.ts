import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';
import { byElement } from './difference.ts';

/**
 * z = min(max(a + 3, 0), 6) / 6: three straight lines near the sigmoid; ∂z/∂a = 1/6 for |a| < 3, else 0. As in PyTorch
 * and Keras 3; Keras 2 and ONNX have slope 1/5. Source: Howard et al., Searching for MobileNetV3 (2019), section 5.2.
 */
export const hardSigmoid: Activation<Record<string, never>> = defineActivation({
  name: 'hardSigmoid',
  package: '@bilayer/activations',
  kinks: [-3, 3],
  value: (a) => Math.min(Math.max(a + 3, 0), 6) / 6,
  slope: (a) => (Math.abs(a) < 3 ? 1 / 6 : 0),
  difference: (saved) =>
    byElement(saved, (d, a, z) =>
      Math.abs(a) < 3 && Math.abs(a + d) < 3 ? d / 6 : Math.min(Math.max(a + d + 3, 0), 6) / 6 - z,
    ),
});
