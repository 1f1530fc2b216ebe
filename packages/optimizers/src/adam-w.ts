import { item, pow } from '@bilayer/tensor';
import { defineOptimizer, type OptimizerFactory } from './define-optimizer.ts';
import { fraction, notNegative, positive } from './limits.ts';

/**
 * m ← m + (1 − β₁)(g − m),  v ← v + (1 − β₂)(g² − v),  θ ← θ − η (m̂ / (√v̂ + ε) + λ θ),  m̂ = m / (1 − β₁ᵗ),
 * v̂ = v / (1 − β₂ᵗ): Adam whose weight decay λ bypasses the moments. All parameters decay, biases too.
 * Source: Loshchilov & Hutter (arXiv:1711.05101), algorithm 2; its λ is our η·λ, as in the usual libraries.
 */
export const adamW: OptimizerFactory<{
  lr: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  weightDecay: number;
}> = defineOptimizer({
  name: 'adamW',
  package: '@bilayer/optimizers',
  config: { lr: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 },
  limits: { beta1: fraction, beta2: fraction, epsilon: positive, weightDecay: notNegative },
  slots: ['m', 'v'],
  step(p, g, { m, v }, { lr, beta1, beta2, epsilon, weightDecay }, t) {
    const meanScale = 1 / (1 - item(pow(beta1, t)));
    const squareScale = 1 / (1 - item(pow(beta2, t)));
    for (let i = 0, n = p.length; i < n; i++) {
      const slope = g[i]!;
      const mean = m[i]! + (1 - beta1) * (slope - m[i]!);
      const square = v[i]! + (1 - beta2) * (slope * slope - v[i]!);
      m[i] = mean;
      v[i] = square;
      const direction = (mean * meanScale) / (Math.sqrt(square * squareScale) + epsilon);
      p[i] = p[i]! - lr * (direction + weightDecay * p[i]!);
    }
  },
});
