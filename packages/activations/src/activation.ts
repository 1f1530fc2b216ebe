import type { Config, Tensor } from '@bilayer/tensor';

/** What an activation kept from its forward pass: a went in, z = forward(a) came out. */
export interface Saved {
  readonly a: Tensor;
  readonly z: Tensor;
}

/**
 * The contract of an activation function. Any object of this form will do; `defineActivation` fills in the rest around
 * a `forward`. Every activation treats the rows of its input independently and keeps the shape.
 */
export interface Activation<C extends Config = Config> {
  readonly contract: 1;
  /** How a model file refers to it, together with `package`. */
  readonly name: string;
  /** The npm package it comes from; a model file names it so that a reader knows where to look. */
  readonly package?: string;
  readonly version?: string;
  readonly config: C;
  /** The same activation with some settings changed. */
  with(config: Partial<C>): Activation<C>;
  /** z = f(a), of a's shape and dtype. `config` defaults to the activation's own. */
  forward(a: Tensor, config?: C): Tensor;
  /** ∂L/∂a from dz = ∂L/∂z. Where it is missing, whoever differentiates derives it from `forward`. */
  backward?(dz: Tensor, saved: Saved, config?: C): Tensor;
  /**
   * d ↦ f(a + d) − f(a) for |d| < 1/256, of a's shape, without subtracting nearly equal numbers: its rounding error is small
   * beside the difference, and not only beside f. No derivative. Numerical gradients that find it in agreement with `forward`
   * use it and so come closer to the exact central difference; where it is missing, they subtract. float64 only.
   */
  difference?(saved: Saved, config: C): (d: Tensor) => Tensor;
  /** 'element': every element by itself; 'row': elements of a row together, as softmax. Found by tracing when absent. */
  readonly over?: 'element' | 'row';
  /** Inputs where the value, slope or curvature jumps, so that a central difference across them is off. */
  readonly kinks?: readonly number[];
  /** Initial weights with standard deviation gain/√inputs roughly keep the signal's size. 1 when absent. */
  readonly gain?: number;
  /** The link function it is, where it is one: 'softmax', 'logistic', 'identity'. A loss may know a shorter gradient for it. */
  readonly link?: string;
}
