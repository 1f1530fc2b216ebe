import { defineOptimizer, type OptimizerFactory } from '@bilayer/optimizers';

/**
 * m ← μ m + (1 − μ) g,  θ ← θ − η sign(m): steps of one size, in the direction of a running mean of the gradients.
 * Source: Bernstein et al., signSGD: Compressed Optimisation for Non-Convex Problems (2018).
 */
export const pluginName: OptimizerFactory<{ lr: number; momentum: number }> = defineOptimizer({
  name: 'pluginName',
  package: 'bilayer-plugin-name',
  config: { lr: 0.001, momentum: 0.9 },
  limits: {
    momentum: {
      says: 'at least 0 and below 1',
      holds: (value) => typeof value === 'number' && value >= 0 && value < 1,
    },
  },
  slots: ['m'],
  step(p, g, { m }, { lr, momentum }) {
    for (let i = 0; i < p.length; i++) {
      const mean = momentum * m[i]! + (1 - momentum) * g[i]!;
      m[i] = mean;
      p[i] = p[i]! - lr * Math.sign(mean);
    }
  },
});
