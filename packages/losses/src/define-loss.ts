import { BilayerError, mergeConfig, type Config, type Tensor } from '@bilayer/tensor';
import type { Loss } from './loss.ts';

/** What `defineLoss` needs: a name and a `perRow`; all else is optional (see `Loss`). */
export interface LossDefinition<C extends Config> {
  readonly name: string;
  readonly package?: string;
  readonly version?: string;
  /** The settings with their defaults: plain JSON values. */
  readonly config?: C;
  readonly perRow: (y: Tensor, t: Tensor, config: C) => Tensor;
  /** Default 'mean'. */
  readonly reduce?: 'mean' | 'sum';
  readonly backward?: (y: Tensor, t: Tensor, config: C) => Tensor;
  readonly difference?: (y: Tensor, t: Tensor, config: C) => (d: Tensor) => Tensor;
  readonly fused?: {
    readonly link: string;
    readonly backward: (y: Tensor, t: Tensor, config: C) => Tensor;
    readonly difference?: (y: Tensor, t: Tensor, config: C) => (d: Tensor) => Tensor;
  };
}

/**
 * A loss from its value for each row, written with the operations of `@bilayer/tensor`:
 *
 *     defineLoss({ name: 'l4', perRow: (y, t) => sum(pow(sub(y, targetValues('l4', y, t)), 4), { axis: 1 }) })
 *
 * Throws `BAD_PLUGIN` when name or perRow is missing.
 */
/* @__NO_SIDE_EFFECTS__ */
export function defineLoss<C extends Config = Record<string, never>>(definition: LossDefinition<C>): Loss<C> {
  const { name, perRow, reduce = 'mean', backward, fused, ...rest } = definition;
  if (typeof name !== 'string' || name === '') {
    throw new BilayerError(
      'BAD_PLUGIN',
      'defineLoss: expected a name, by which a model file can refer to it',
    );
  }
  if (typeof perRow !== 'function') {
    throw new BilayerError(
      'BAD_PLUGIN',
      `defineLoss: ${name} needs perRow: (y, t, config) => the loss of each row`,
    );
  }
  // A copy, so that settings changed later in the caller's object change nothing here.
  const config: C = Object.freeze({ ...(definition.config ?? ({} as C)) });
  return Object.freeze<Loss<C>>({
    ...rest,
    contract: 1,
    name,
    reduce,
    config,
    with: (changes) => defineLoss({ ...definition, config: mergeConfig(name, config, changes) }),
    perRow: (y, t, settings = config) => perRow(y, t, settings),
    ...(backward === undefined ? {} : { backward: (y, t, settings = config) => backward(y, t, settings) }),
    ...(fused === undefined
      ? {}
      : {
          fused: { ...fused, backward: (y, t, settings = config) => fused.backward(y, t, settings) },
        }),
  });
}
