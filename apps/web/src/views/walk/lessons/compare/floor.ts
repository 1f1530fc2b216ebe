import { softmax } from '@bilayer/activations';
import { compareGradients } from '@bilayer/gradient';
import { crossEntropy } from '@bilayer/losses';
import { incrementalSteps, TwoLayerNet, type TwoLayerParams } from '@bilayer/models';
import type { ParamName } from '../../net/params.ts';
import type { Small } from '../../net/small.ts';

export type Errors = Readonly<Record<ParamName, number>>;

/** ‖n − a‖ / (‖n‖ + ‖a‖) of each parameter. */
export function errorsOf(numerical: TwoLayerParams, analytic: TwoLayerParams): Errors {
  const of = (name: ParamName): number => compareGradients(numerical[name], analytic[name]).relativeError;
  return { W1: of('W1'), b1: of('b1'), W2: of('W2'), b2: of('b2') };
}

/** The numerical gradient of the small network against backprop, with that ε in the log and that h. */
export function errorsAt({ net, x, t }: Small, epsilon: number, h: number): Errors {
  const same = new TwoLayerNet({
    ...{ inputSize: net.sizes[0], hiddenSize: net.sizes[1], outputSize: net.sizes[2] },
    ...{ hidden: net.hidden, output: softmax, loss: crossEntropy.with({ epsilon }), params: net.params },
  });
  const steps = incrementalSteps<TwoLayerParams>(same, x, t, same.params, h);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return errorsOf(step.value ?? same.numericalGradient(x, t), same.gradient(x, t));
}

/** ε from 1e-16 to 1e-3, two to each power of ten. */
export const EPSILONS: readonly number[] = Array.from({ length: 27 }, (_, i) => 10 ** (i / 2 - 16));

/** The errors at every ε. Pauses after each. */
export function* floorCurve(small: Small, h: number): Generator<undefined, readonly Errors[], undefined> {
  const all: Errors[] = [];
  for (const epsilon of EPSILONS) {
    all.push(errorsAt(small, epsilon, h));
    yield;
  }
  return all;
}
