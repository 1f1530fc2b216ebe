import { defineOptimizer, type OptimizerFactory } from './define-optimizer.ts';
import { fraction, positive } from './limits.ts';

/**
 * h ← ρ h + (1 − ρ) g²,  θ ← θ − η g / (√h + ε): AdaGrad that forgets old gradients. ρ is the setting `decay`.
 * Source: Deep Learning from Scratch's code (ρ = 0.99, ε = 1e-7); Tieleman & Hinton, lecture 6.5 (2012).
 */
export const rmsProp: OptimizerFactory<{ lr: number; decay: number; epsilon: number }> = defineOptimizer({
  name: 'rmsProp',
  package: '@bilayer/optimizers',
  config: { lr: 0.01, decay: 0.99, epsilon: 1e-7 },
  limits: { decay: fraction, epsilon: positive },
  slots: ['h'],
  step(p, g, { h }, { lr, decay, epsilon }) {
    for (let i = 0, n = p.length; i < n; i++) {
      const slope = g[i]!;
      const squares = decay * h[i]! + (1 - decay) * slope * slope;
      h[i] = squares;
      p[i] = p[i]! - (lr * slope) / (Math.sqrt(squares) + epsilon);
    }
  },
});
