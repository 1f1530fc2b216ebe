import { defineOptimizer, type Limit, type OptimizerFactory } from '@bilayer/optimizers';

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

const share: Limit = { says: 'at least 0 and below 1', holds: (v) => isNumber(v) && v >= 0 && v < 1 };
const notNegative: Limit = { says: 'a number, 0 or more', holds: (v) => isNumber(v) && v >= 0 };

/**
 * c ← β₁ m + (1 − β₁) g,  θ ← θ − η (sign(c) + λ θ),  m ← β₂ m + (1 − β₂) g: every weight moves by the same step η, and
 * the direction remembers longer (β₂) than the step looks back (β₁). λ is the weight decay.
 * Source: Chen et al., Symbolic Discovery of Optimization Algorithms (2023).
 */
export const lion: OptimizerFactory<{ lr: number; beta1: number; beta2: number; weightDecay: number }> =
  defineOptimizer({
    name: 'lion',
    package: 'bilayer-plugin-lion',
    config: { lr: 0.001, beta1: 0.9, beta2: 0.99, weightDecay: 0 },
    limits: { beta1: share, beta2: share, weightDecay: notNegative },
    slots: ['m'],
    step(p, g, { m }, { lr, beta1, beta2, weightDecay }) {
      for (let i = 0; i < p.length; i++) {
        const direction = Math.sign(beta1 * m[i]! + (1 - beta1) * g[i]!);
        p[i] = p[i]! - lr * (direction + weightDecay * p[i]!);
        m[i] = beta2 * m[i]! + (1 - beta2) * g[i]!;
      }
    },
  });
