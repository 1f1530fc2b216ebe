import type { Config, Tensor } from '@bilayer/tensor';

/** Parameters, or anything that goes with them one to one, by name: `{ W1, b1, W2, b2 }`. */
export type Params = Readonly<Record<string, Tensor>>;

/** What an optimizer remembers between updates. Plain tensors by name, so that a checkpoint can hold any optimizer's. */
export interface OptimizerState {
  /** Updates made so far. */
  readonly step: number;
  /** By slot, then by parameter, each of the parameter's shape and dtype: `{ v: { W1, b1, W2, b2 } }`. */
  readonly slots: Readonly<Record<string, Params>>;
}

/**
 * The contract of an optimizer: how a gradient changes the parameters. Any object of this form will do;
 * `defineOptimizer` fills in the rest around the update of one array. Pure: what goes in is left as it was.
 */
export interface Optimizer<C extends Config = Config> {
  readonly contract: 1;
  /** How a checkpoint refers to it, together with `package`. */
  readonly name: string;
  readonly package?: string;
  readonly version?: string;
  /** The settings as plain JSON: of a schedule, `{ name, package?, config }`. */
  readonly config: C;
  /** The same optimizer with some settings changed; it keeps its schedule unless it is given another or a number. */
  with(config: Partial<C>): Optimizer<C>;
  /** The state before the first update. */
  init(params: Params): OptimizerState;
  /** New parameters, of the same names, shapes and dtypes, and the state for the next update. */
  update<P extends Params>(params: P, grads: Params, state: OptimizerState): Updated<P>;
  /** The learning rate of the update that follows `step` earlier ones: rate(0) is the first update's. */
  rate?(step: number): number;
}

export interface Updated<P extends Params> {
  readonly params: P;
  readonly state: OptimizerState;
}
