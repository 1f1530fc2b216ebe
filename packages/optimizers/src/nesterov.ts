import { defineOptimizer, type OptimizerFactory } from './define-optimizer.ts';
import { fraction } from './limits.ts';

/**
 * θ ← θ + μ² v − (1 + μ) η g,  v ← μ v − η g: Nesterov's accelerated gradient, with the old v in the first line. θ is
 * where momentum will have carried the parameters, so that g is taken one step ahead.
 * Source: Bengio, Boulanger-Lewandowski & Pascanu (arXiv:1212.0901), section 3.5; Deep Learning from Scratch's code.
 */
export const nesterov: OptimizerFactory<{ lr: number; momentum: number }> = defineOptimizer({
  name: 'nesterov',
  package: '@bilayer/optimizers',
  config: { lr: 0.01, momentum: 0.9 },
  limits: { momentum: fraction },
  slots: ['v'],
  step(p, g, { v }, { lr, momentum }) {
    for (let i = 0, n = p.length; i < n; i++) {
      p[i] = p[i]! + momentum * momentum * v[i]! - (1 + momentum) * lr * g[i]!;
      v[i] = momentum * v[i]! - lr * g[i]!;
    }
  },
});
