import { defineActivation, type Activation } from '@bilayer/activations';
import { add, mul, sqrt } from '@bilayer/tensor';

/**
 * z = ½ (a + √(a² + b)), element by element: near 0 for a ≪ 0, near a for a ≫ 0; b > 0 says how wide the bend is.
 * The derivative, ½ (1 + a/√(a² + b)), is derived from `forward`.
 * Source: Barron, Squareplus: A Softplus-Like Algebraic Rectifier (2021).
 */
export const pluginName: Activation<{ b: number }> = defineActivation({
  name: 'pluginName',
  package: 'bilayer-plugin-name',
  config: { b: 4 },
  forward: (a, { b }) => mul(0.5, add(a, sqrt(add(mul(a, a), b)))),
});
