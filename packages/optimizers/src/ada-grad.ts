import { defineOptimizer, type OptimizerFactory } from './define-optimizer.ts';
import { positive } from './limits.ts';

/**
 * h ← h + g²,  θ ← θ − η g / (√h + ε): elements that have moved much move less from then on.
 * Source: Deep Learning from Scratch, section 6.1.5 (ε = 1e-7); Duchi, Hazan & Singer (2011).
 */
export const adaGrad: OptimizerFactory<{ lr: number; epsilon: number }> = defineOptimizer({
  name: 'adaGrad',
  package: '@bilayer/optimizers',
  config: { lr: 0.01, epsilon: 1e-7 },
  limits: { epsilon: positive },
  slots: ['h'],
  step(p, g, { h }, { lr, epsilon }) {
    for (let i = 0, n = p.length; i < n; i++) {
      const slope = g[i]!;
      const squares = h[i]! + slope * slope;
      h[i] = squares;
      p[i] = p[i]! - (lr * slope) / (Math.sqrt(squares) + epsilon);
    }
  },
});
