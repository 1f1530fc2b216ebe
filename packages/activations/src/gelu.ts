import { erf, exp } from '@bilayer/tensor/math';
import type { Activation } from './activation.ts';
import { defineActivation } from './define-activation.ts';
import { byElement, gatedChange } from './difference.ts';
import { gated, limited } from './gate.ts';

const INV_SQRT_TAU = 0.3989422804014327; // 1/√(2π)

/** Φ(a) = ½ (1 + erf(a/√2)): the probability that a standard normal variable is below a. */
function normal(a: number): number {
  return (erf(a * Math.SQRT1_2) + 1) * 0.5;
}

/** φ(a) = e^(−a²/2) / √(2π). */
function density(a: number): number {
  return exp(a * a * -0.5) * INV_SQRT_TAU;
}

/**
 * z = a Φ(a), the exact form, with Φ the standard normal distribution; ∂z/∂a = Φ(a) + a φ(a), with φ its density.
 * Gain √2 as relu, which it is like. Source: Hendrycks and Gimpel, Gaussian Error Linear Units (2016).
 */
export const gelu: Activation<Record<string, never>> = defineActivation({
  name: 'gelu',
  package: '@bilayer/activations',
  gain: Math.SQRT2,
  value: (a) => gated(a, normal),
  slope(a) {
    const x = limited(a);
    return normal(x) + x * density(x);
  },
  // Φ(a + d) − Φ(a) is the integral of φ between them; Gauss' rule of three points is exact to d⁶ beside it.
  difference: (saved) =>
    byElement(saved, (d, a) => {
      const [middle, off] = [a + d * 0.5, d * 0.3872983346207417]; // ½ √(3/5)
      const ends = density(middle - off) + density(middle + off);
      return gatedChange(d, a, normal(a), (d * (5 * ends + 8 * density(middle))) / 18);
    }),
});
