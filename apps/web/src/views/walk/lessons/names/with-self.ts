import type { Small } from '../../net/small.ts';

/** A call of the method, and what its parameters x and t are. */
export interface SelfCall {
  readonly x: string;
  readonly t: string;
}

export interface SelfRun {
  /** The calls that never return. */
  readonly calls: readonly SelfCall[];
  readonly losses: number;
  readonly error: string;
}

/** How many frames CPython's stack takes by default, the module's included. */
export const PYTHON_LIMIT = 1000;

/**
 * The method with `self.` before its calls, run on as many frames as Python allows: it makes a lambda and calls itself
 * with it, and again, and nobody ever calls a lambda.
 */
export function runWithSelf({ net, x, t }: Small, limit: number = PYTHON_LIMIT): SelfRun {
  const calls: SelfCall[] = [];
  let losses = 0;
  const shape = (array: unknown): string =>
    array === x ? 'x' : array === t ? 't' : array === net.params.W1 ? 'W1' : 'loss_W';

  function numericalGradient(givenX: unknown, givenT: unknown): unknown {
    // The module has a frame of its own.
    if (calls.length + 1 === limit) throw new RangeError('maximum recursion depth exceeded');
    calls.push({ x: shape(givenX), t: shape(givenT) });
    const lossW = (): unknown => {
      losses++;
      return net.loss(x, t);
    };
    return numericalGradient(lossW, net.params.W1);
  }
  try {
    numericalGradient(x, t);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { calls, losses, error: `RecursionError: ${error.message}` };
  }
  return { calls, losses, error: '' };
}
