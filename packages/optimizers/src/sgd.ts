import { defineOptimizer, type OptimizerFactory } from './define-optimizer.ts';

/** θ ← θ − η g, stochastic gradient descent. Source: Deep Learning from Scratch, section 6.1.2. */
export const sgd: OptimizerFactory<{ lr: number }> = defineOptimizer({
  name: 'sgd',
  package: '@bilayer/optimizers',
  config: { lr: 0.01 },
  step(p, g, _, { lr }) {
    for (let i = 0, n = p.length; i < n; i++) p[i] = p[i]! - lr * g[i]!;
  },
});
