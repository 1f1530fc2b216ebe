import type { Config } from '@bilayer/tensor';

/**
 * The contract of a learning rate that changes from update to update. Any object of this form will do;
 * `defineSchedule` fills in the rest around a `rate`.
 */
export interface Schedule<C extends Config = Config> {
  readonly contract: 1;
  /** How a checkpoint refers to it, together with `package`. */
  readonly name: string;
  readonly package?: string;
  readonly version?: string;
  /** The settings as plain JSON. */
  readonly config: C;
  /** The same schedule with some settings changed. */
  with(config: Partial<C>): Schedule<C>;
  /** The learning rate, 0 or more, of the update that follows `step` earlier ones: rate(0) is the first update's. */
  rate(step: number): number;
}
