import type { Optimizer } from '@bilayer/optimizers';
import type { NumberName } from './plan.ts';

/**
 * The numbers that the update after `step` earlier ones takes: for SGD `scale`, for the others o0 … o4 as
 * assembly/optimizers.ts says.
 */
export function numbersOf(optimizer: Optimizer, step: number): Partial<Record<NumberName, number>> {
  const { name, config } = optimizer;
  const rate = optimizer.rate?.(step) ?? 0;
  const setting = (key: string): number => config[key] as number;
  // 1 − βᵗ for the update that is the t-th.
  const grown = (key: string): number => 1 - power(setting(key), step + 1);
  switch (name) {
    case 'momentum':
      return { o0: -rate, o1: setting('momentum') };
    case 'nesterov': {
      const mu = setting('momentum');
      return { o0: -(1 + mu) * rate, o1: mu * mu, o2: -rate, o3: mu };
    }
    case 'adaGrad':
      return { o0: -rate, o1: setting('epsilon') };
    case 'rmsProp':
      return { o0: -rate, o1: setting('epsilon'), o2: setting('decay'), o3: 1 - setting('decay') };
    case 'adam': {
      const now = (rate * Math.sqrt(grown('beta2'))) / grown('beta1');
      return { o0: -now, o1: setting('epsilon'), o2: 1 - setting('beta1'), o3: 1 - setting('beta2') };
    }
    case 'adamW':
      return {
        o0: -rate / grown('beta1'),
        o1: setting('epsilon'),
        o2: 1 - setting('beta1'),
        o3: 1 - setting('beta2'),
        o4: 1 / grown('beta2'),
        scale: -rate * setting('weightDecay'),
      };
    default:
      return { scale: -rate };
  }
}

/** xⁿ by squaring. */
function power(x: number, n: number): number {
  let result = 1;
  for (let square = x, left = n; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}
