import { item, pow } from '@bilayer/tensor';
import { defineOptimizer, type OptimizerFactory } from './define-optimizer.ts';
import { fraction, positive } from './limits.ts';

/**
 * m ← m + (1 − β₁)(g − m),  v ← v + (1 − β₂)(g² − v),  θ ← θ − ηₜ m / (√v + ε),  ηₜ = η √(1 − β₂ᵗ) / (1 − β₁ᵗ).
 * Source: Deep Learning from Scratch, section 6.1.6 (ε = 1e-7); Kingma & Ba (arXiv:1412.6980), the form at the end of
 * section 2, whose ε is not the one of algorithm 1.
 */
export const adam: OptimizerFactory<{ lr: number; beta1: number; beta2: number; epsilon: number }> =
  defineOptimizer({
    name: 'adam',
    package: '@bilayer/optimizers',
    config: { lr: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
    limits: { beta1: fraction, beta2: fraction, epsilon: positive },
    slots: ['m', 'v'],
    step(p, g, { m, v }, { lr, beta1, beta2, epsilon }, t) {
      const rate = (lr * Math.sqrt(1 - item(pow(beta2, t)))) / (1 - item(pow(beta1, t)));
      for (let i = 0, n = p.length; i < n; i++) {
        const slope = g[i]!;
        const mean = m[i]! + (1 - beta1) * (slope - m[i]!);
        const square = v[i]! + (1 - beta2) * (slope * slope - v[i]!);
        m[i] = mean;
        v[i] = square;
        p[i] = p[i]! - (rate * mean) / (Math.sqrt(square) + epsilon);
      }
    },
  });
