import { identity, relu, sigmoid, softmax } from '@bilayer/activations';
import { crossEntropy, softmaxCrossEntropy } from '@bilayer/losses';
import type { RandomState } from '@bilayer/tensor';
import { gaussian } from './initializers.ts';
import type { FloatDType } from './network.ts';
import { TwoLayerNet } from './two-layer-net.ts';

export interface BookOptions {
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly outputSize: number;
  /** Standard deviation of the initial weights. Default 0.01, as in the book. */
  readonly weightInitStd?: number;
  readonly random: RandomState;
  readonly dtype?: FloatDType;
}

/** The TwoLayerNet of chapter 4: sigmoid, softmax, cross-entropy of probabilities. */
export function twoLayerNet({ weightInitStd = 0.01, ...options }: BookOptions): TwoLayerNet {
  const init = gaussian({ std: weightInitStd });
  return new TwoLayerNet({ ...options, init, hidden: sigmoid, output: softmax, loss: crossEntropy });
}

/** The TwoLayerNet of chapter 5: relu, and a softmax that is part of the loss, so that `predict` returns scores. */
export function twoLayerNetChapter5({ weightInitStd = 0.01, ...options }: BookOptions): TwoLayerNet {
  const init = gaussian({ std: weightInitStd });
  return new TwoLayerNet({ ...options, init, hidden: relu, output: identity, loss: softmaxCrossEntropy });
}
