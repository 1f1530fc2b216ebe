import { identity } from '@bilayer/activations';
import { softmaxCrossEntropy } from '@bilayer/losses';
import { incrementalSteps, TwoLayerNet, type TwoLayerParams } from '@bilayer/models';
import { REAL, type Real } from '../../net/real.ts';
import { errorsOf, type Errors } from './floor.ts';

export interface BothGradients {
  readonly numerical: TwoLayerParams;
  readonly analytic: TwoLayerParams;
  readonly errors: Errors;
}

/**
 * Both gradients of the book's network, with the book's loss or with softmaxCrossEntropy, which has no 1e-7 in its log.
 * Pauses after each piece of a few ms.
 */
export function* bothGradients(
  { net, x, t }: Real,
  isExact: boolean,
): Generator<undefined, BothGradients, undefined> {
  const own = isExact
    ? new TwoLayerNet({
        ...{ inputSize: REAL.inputs, hiddenSize: REAL.hidden, outputSize: REAL.outputs },
        ...{ hidden: net.hidden, output: identity, loss: softmaxCrossEntropy, params: net.params },
      })
    : net;
  const analytic = own.gradient(x, t);
  yield;
  const numerical = (yield* incrementalSteps<TwoLayerParams>(own, x, t)) ?? own.numericalGradient(x, t);
  return { numerical, analytic, errors: errorsOf(numerical, analytic) };
}
