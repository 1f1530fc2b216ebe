import {
  BilayerError,
  elementwise,
  mergeConfig,
  type Config,
  type ElementwiseRule,
  type Tensor,
} from '@bilayer/tensor';
import type { Activation, Saved } from './activation.ts';

interface Common<C extends Config> {
  readonly name: string;
  readonly package?: string;
  readonly version?: string;
  /** The settings with their defaults: plain JSON values. */
  readonly config?: C;
  readonly kinks?: readonly number[] | ((config: C) => readonly number[]);
  readonly gain?: number | ((config: C) => number);
  readonly link?: string;
  readonly difference?: (saved: Saved, config: C) => (d: Tensor) => Tensor;
}

/** An activation written with the operations of `@bilayer/tensor`; its derivative is derived where `backward` is missing. */
interface OfTensors<C extends Config> extends Common<C> {
  readonly forward: (a: Tensor, config: C) => Tensor;
  readonly backward?: (dz: Tensor, saved: Saved, config: C) => Tensor;
  readonly over?: 'element' | 'row';
  readonly value?: never;
  readonly slope?: never;
}

/** An activation that is a function of one number, written as such, with its derivative: z = value(a), ∂z/∂a = slope(a, z). */
interface OfNumbers<C extends Config> extends Common<C> {
  readonly value: (a: number, config: C) => number;
  readonly slope: (a: number, z: number, config: C) => number;
  readonly forward?: never;
}

/** What `defineActivation` needs: a name, and a `forward` or a `value` with its `slope`; all else is optional (see `Activation`). */
export type ActivationDefinition<C extends Config> = OfTensors<C> | OfNumbers<C>;

/**
 * An activation from its forward function, written with the operations of `@bilayer/tensor`:
 *
 *     defineActivation({ name: 'square', forward: (a) => mul(a, a) })
 *
 * or, elementwise, as a function of one number and its slope:
 *
 *     defineActivation({ name: 'square', value: (a) => a * a, slope: (a) => 2 * a })
 *
 * Throws `BAD_PLUGIN` when the name or the function is missing.
 */
/* @__NO_SIDE_EFFECTS__ */
export function defineActivation<C extends Config = Record<string, never>>(
  definition: ActivationDefinition<C>,
): Activation<C> {
  const { name, kinks, gain, value, slope, ...rest } = definition;
  const {
    forward,
    backward,
    ...others
  }: Omit<Partial<OfTensors<C>>, 'name' | 'kinks' | 'gain'> = {
    ...rest,
    ...(value && ofNumbers({ name, value, slope })),
  };
  if (typeof name !== 'string' || name === '' || typeof forward !== 'function') {
    throw new BilayerError(
      'BAD_PLUGIN',
      `defineActivation: expected a name and forward: (a, config) => z; ` +
        `got the name ${name} and ${typeof forward}`,
    );
  }
  // A copy, so that settings changed later in the caller's object change nothing here.
  const config: C = Object.freeze({ ...(definition.config ?? ({} as C)) });
  return Object.freeze<Activation<C>>({
    ...others,
    contract: 1,
    name,
    config,
    with: (changes) => defineActivation({ ...definition, config: mergeConfig(name, config, changes) }),
    forward: (a, settings = config) => forward(a, settings),
    ...(backward && { backward: (dz, saved, settings = config) => backward(dz, saved, settings) }),
    ...(kinks && { kinks: typeof kinks === 'function' ? kinks(config) : kinks }),
    ...(gain !== undefined && { gain: typeof gain === 'function' ? gain(config) : gain }),
  });
}

function ofNumbers<C extends Config>(
  rule: ElementwiseRule<C>,
): Pick<OfTensors<C>, 'forward' | 'backward' | 'over'> {
  const f = elementwise(rule);
  return {
    over: 'element',
    forward: f,
    backward: (dz, { a, z }, config) => f.backward(dz, a, z, config),
  };
}
