import { BilayerError, mergeConfig, type Config, type Tensor } from '@bilayer/tensor';
import type { Activation, Saved } from './activation.ts';

/** What `defineActivation` needs: a name and a `forward`; all else is optional (see `Activation`). */
export interface ActivationDefinition<C extends Config> {
  readonly name: string;
  readonly package?: string;
  readonly version?: string;
  /** The settings with their defaults: plain JSON values. */
  readonly config?: C;
  readonly forward: (a: Tensor, config: C) => Tensor;
  readonly backward?: (dz: Tensor, saved: Saved, config: C) => Tensor;
  readonly over?: 'element' | 'row';
  readonly kinks?: readonly number[] | ((config: C) => readonly number[]);
  readonly gain?: number | ((config: C) => number);
  readonly link?: string;
}

/**
 * An activation from its forward function, written with the operations of `@bilayer/tensor`:
 *
 *     defineActivation({ name: 'square', forward: (a) => mul(a, a) })
 *
 * Throws `BAD_PLUGIN` when name or forward is missing.
 */
/* @__NO_SIDE_EFFECTS__ */
export function defineActivation<C extends Config = Record<string, never>>(
  definition: ActivationDefinition<C>,
): Activation<C> {
  const { name, forward, backward, kinks, gain, ...rest } = definition;
  if (typeof name !== 'string' || name === '') {
    throw new BilayerError(
      'BAD_PLUGIN',
      'defineActivation: expected a name, by which a model file can refer to it',
    );
  }
  if (typeof forward !== 'function') {
    throw new BilayerError('BAD_PLUGIN', `defineActivation: ${name} needs forward: (a, config) => z`);
  }
  // A copy, so that settings changed later in the caller's object change nothing here.
  const config: C = Object.freeze({ ...(definition.config ?? ({} as C)) });
  return Object.freeze<Activation<C>>({
    ...rest,
    contract: 1,
    name,
    config,
    with: (changes) => defineActivation({ ...definition, config: mergeConfig(name, config, changes) }),
    forward: (a, settings = config) => forward(a, settings),
    ...(backward === undefined
      ? {}
      : { backward: (dz, saved, settings = config) => backward(dz, saved, settings) }),
    ...(kinks === undefined ? {} : { kinks: typeof kinks === 'function' ? kinks(config) : kinks }),
    ...(gain === undefined ? {} : { gain: typeof gain === 'function' ? gain(config) : gain }),
  });
}
