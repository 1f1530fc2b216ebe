import type { Activation } from '@bilayer/activations';
import type { Tensor } from '@bilayer/tensor';
import { knownLinks } from './links.ts';

/** An activation without settings, to make networks of around other plugins. */
export function activationOf(
  name: string,
  over: 'element' | 'row',
  forward: (a: Tensor) => Tensor,
): Activation {
  const made: Activation = { contract: 1, name, config: {}, over, with: () => made, forward };
  return made;
}

export const identity: Activation = { ...activationOf('identity', 'element', (a) => a), link: 'identity' };

export const probabilities: Activation = {
  ...activationOf('softmax', 'row', (a) => knownLinks['softmax']?.(a) ?? a),
  link: 'softmax',
};
