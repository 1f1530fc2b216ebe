import type { Activation } from '@bilayer/activations';
import type { Loss } from '@bilayer/losses';
import type { Tensor } from '@bilayer/tensor';

/** A network's parameters by name: W1 [I, H], b1 [H], W2 [H, O], … */
export type Params = Readonly<Record<string, Tensor>>;

/** The dtypes a network computes in. */
export type FloatDType = 'float64' | 'float32';

/**
 * A network as plain data: enough to predict, to save, and to build a `TwoLayerNet` or `MultiLayerNet` from. Hidden
 * activation l follows W_l and b_l; the output activation follows the last.
 */
export interface Model<P extends Params = Params> {
  readonly kind: 'TwoLayerNet' | 'MultiLayerNet';
  /** Inputs, the hidden layers' neurons, outputs. */
  readonly sizes: readonly number[];
  readonly dtype: FloatDType;
  readonly params: P;
  readonly hidden: readonly Activation[];
  readonly output: Activation;
  readonly loss?: Loss;
  /** λ of the penalty ½ λ Σ W² (MultiLayerNet); 0 when absent. */
  readonly weightDecay?: number;
}

/** What training needs of a network. Each method takes other parameters in place of the network's own. */
export interface Network<P extends Params = Params> {
  readonly kind: Model['kind'];
  readonly sizes: readonly number[];
  readonly dtype: FloatDType;
  params: P;
  /** y [N, O] for x [N, I]. */
  predict(x: Tensor, params?: P): Tensor;
  /** The loss of the batch, a 0-d tensor. */
  loss(x: Tensor, t: Tensor, params?: P): Tensor;
  /** The share of rows, 0 … 1, whose largest output is the target's. */
  accuracy(x: Tensor, t: Tensor, params?: P): number;
  /** ∂L/∂params by backpropagation. */
  gradient(x: Tensor, t: Tensor, params?: P): P;
  /** ∂L/∂params by central differences. */
  numericalGradient(x: Tensor, t: Tensor, params?: P): P;
  /** The same network as plain data. */
  model(): Model<P>;
}
