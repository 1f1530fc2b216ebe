import * as allActivations from '@bilayer/activations';
import type { Activation } from '@bilayer/activations';
import * as allLosses from '@bilayer/losses';
import type { Loss } from '@bilayer/losses';
import { activations, losses, outputs, type LossName } from '../../../../state/choices.ts';
import type { Listing } from '../../code/listings.ts';

export type HiddenName = (typeof activations)[number];
/** The hidden activations, all that are built in and elementwise; the losses, each with its output activation. */
export const hiddenNames: readonly HiddenName[] = activations;
export const lossNames: readonly LossName[] = losses;

/** What is put into the network. */
export interface Parts {
  readonly hidden: Activation;
  readonly output: Activation;
  readonly loss: Loss;
}

export function partsOf(hidden: HiddenName, loss: LossName): Parts {
  return {
    hidden: allActivations[hidden],
    output: allActivations[outputs[loss]],
    loss: allLosses[loss],
  };
}

/** The name in the book's spelling: `leaky_relu`. */
export function pythonName(name: string): string {
  return name === 'crossEntropy'
    ? 'cross_entropy_error'
    : name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Where the parts stand in the book's program, which has a slope for each, and in ours. */
export function codeOf(hidden: HiddenName, loss: LossName): Listing {
  const output = outputs[loss];
  return {
    python: [
      '# predict',
      `z1 = ${pythonName(hidden)}(a1)`,
      `y = ${pythonName(output)}(a2)`,
      '# loss',
      `return ${pythonName(loss)}(y, t)`,
      '# gradient',
      `da2 = ${pythonName(loss)}_grad(y, t)`,
      `da1 = dz1 * ${pythonName(hidden)}_grad(a1)`,
    ],
    typescript: [
      'new TwoLayerNet({',
      '  inputSize: 2,',
      '  hiddenSize: 4,',
      '  outputSize: 3,',
      `  hidden: ${hidden},`,
      `  output: ${output},`,
      `  loss: ${loss},`,
      '  random,',
      '});',
    ],
  };
}
