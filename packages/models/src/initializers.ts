import { mul, type RandomState, type Tensor } from '@bilayer/tensor';

/**
 * Draws a layer's initial weights [inputs, outputs] in float64. `gain` is what the activation after the layer declares
 * (1 where it declares none).
 */
export type Initializer = (
  shape: readonly [inputs: number, outputs: number],
  random: RandomState,
  gain: number,
) => Tensor;

/** W = std · randn, whatever the layer's size. The book's TwoLayerNet uses std 0.01. */
export function gaussian({ std = 0.01 }: { readonly std?: number } = {}): Initializer {
  return ([inputs, outputs], random) => mul(std, random.randn(inputs, outputs));
}

/** W = randn / √inputs: for sigmoid and tanh. Source: Glorot and Bengio (2010), in the book's form (section 6.2.2). */
export function xavier(): Initializer {
  return ([inputs, outputs], random) => mul(Math.sqrt(1 / inputs), random.randn(inputs, outputs));
}

/** W = √(2/inputs) · randn: for relu. Source: He et al. (2015); the book, section 6.2.3. */
export function he(): Initializer {
  return ([inputs, outputs], random) => mul(Math.sqrt(2 / inputs), random.randn(inputs, outputs));
}

/** W = gain/√inputs · randn, with the gain that the activation itself declares: √2 for relu gives `he`, 1 `xavier`. */
export function byGain(): Initializer {
  return ([inputs, outputs], random, gain) =>
    mul(gain * Math.sqrt(1 / inputs), random.randn(inputs, outputs));
}
