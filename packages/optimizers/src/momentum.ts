import { defineOptimizer, type OptimizerFactory } from './define-optimizer.ts';
import { fraction } from './limits.ts';

/**
 * v ← μ v − η g,  θ ← θ + v: the velocity v keeps a part μ of itself, as a ball rolling with friction does.
 * Source: Deep Learning from Scratch, section 6.1.4.
 */
export const momentum: OptimizerFactory<{ lr: number; momentum: number }> = defineOptimizer({
  name: 'momentum',
  package: '@bilayer/optimizers',
  config: { lr: 0.01, momentum: 0.9 },
  limits: { momentum: fraction },
  slots: ['v'],
  step(p, g, { v }, { lr, momentum }) {
    for (let i = 0, n = p.length; i < n; i++) {
      const velocity = momentum * v[i]! - lr * g[i]!;
      v[i] = velocity;
      p[i] = p[i]! + velocity;
    }
  },
});
