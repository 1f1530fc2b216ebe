import type { Config, Tensor } from '@bilayer/tensor';

/**
 * The contract of a loss function: how wrong an output y [N, O] is for the target t. Any object of this form will do;
 * `defineLoss` fills in the rest around a `perRow`. t is either labels (an integer tensor [N]) or a float tensor of y's
 * shape (one-hot or values).
 */
export interface Loss<C extends Config = Config> {
  readonly contract: 1;
  /** How a model file refers to it, together with `package`. */
  readonly name: string;
  readonly package?: string;
  readonly version?: string;
  readonly config: C;
  /** The same loss with some settings changed. */
  with(config: Partial<C>): Loss<C>;
  /** The loss of each row: [N]. The loss of the batch is their mean or sum, as `reduce` says. */
  perRow(y: Tensor, t: Tensor, config?: C): Tensor;
  readonly reduce: 'mean' | 'sum';
  /** ∂L/∂y of the reduced loss, [N, O]. Where it is missing, whoever differentiates derives it from `perRow`. */
  backward?(y: Tensor, t: Tensor, config?: C): Tensor;
  /**
   * d ↦ perRow(y + d, t) − perRow(y, t) for |d| < 1/256, [N, O] → [N], without subtracting nearly equal numbers: its rounding
   * error is small beside the difference, and not only beside the loss. No derivative. Numerical gradients that find it in
   * agreement with `perRow` use it and so come closer to the exact central difference; where it is missing, they subtract.
   * float64 only.
   */
  difference?(y: Tensor, t: Tensor, config: C): (d: Tensor) => Tensor;
  /** A shorter way back when the output activation is the link function named: ∂L/∂a past the activation, [N, O]. */
  readonly fused?: Fused<C>;
}

export interface Fused<C extends Config = Config> {
  readonly link: string;
  backward(y: Tensor, t: Tensor, config?: C): Tensor;
  /** The loss's `difference` past the activation: y is what the link function made of a, and it is a that d is added to. */
  difference?(y: Tensor, t: Tensor, config: C): (d: Tensor) => Tensor;
}
