import type { Activation } from '@bilayer/activations';
import { numericalGradient } from '@bilayer/gradient';
import type { Loss } from '@bilayer/losses';
import { add, astype, matmul, sum, zeros, type RandomState, type Tensor } from '@bilayer/tensor';
import { acceptActivation, acceptLoss } from './accept.ts';
import { accuracyOf } from './accuracy.ts';
import { activationBackward, lossBackward, lossValue } from './backward.ts';
import { checkInput, checkParams, checkSizes, needLoss, needRandom } from './checks.ts';
import { incrementalGradient } from './incremental/incremental-gradient.ts';
import { gaussian, type Initializer } from './initializers.ts';
import type { FloatDType, Model, Network } from './network.ts';

/** W1 [I, H], b1 [H], W2 [H, O], b2 [O]. */
export interface TwoLayerParams extends Readonly<Record<string, Tensor>> {
  readonly W1: Tensor;
  readonly b1: Tensor;
  readonly W2: Tensor;
  readonly b2: Tensor;
}

export type TwoLayerNetOptions = {
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly outputSize: number;
  readonly hidden: Activation;
  readonly output: Activation;
  readonly loss?: Loss; // needed for loss and gradient, not for predict
  readonly init?: Initializer; // default: the book's 0.01 · randn
  readonly dtype?: FloatDType; // default: float64
} & (
  | { readonly random: RandomState; readonly params?: never }
  | { readonly params: TwoLayerParams; readonly random?: never }
);

/**
 * The two-layer network of Deep Learning from Scratch (chapters 4 and 5): affine → hidden → affine → output → loss.
 * The activations and the loss are values passed in. Each method takes x [N, I] and, as its last argument, parameters
 * to use in place of the network's own.
 */
export class TwoLayerNet implements Network<TwoLayerParams> {
  readonly kind = 'TwoLayerNet';
  readonly sizes: readonly [number, number, number];
  readonly dtype: FloatDType;
  readonly hidden: Activation;
  readonly output: Activation;
  readonly lossFunction: Loss | undefined;
  params: TwoLayerParams;

  constructor(options: TwoLayerNetOptions) {
    const { inputSize, hiddenSize, outputSize, hidden, output, loss, init = gaussian() } = options;
    this.sizes = [inputSize, hiddenSize, outputSize];
    checkSizes('TwoLayerNet', this.sizes);
    const dtype = (this.dtype = options.dtype ?? 'float64');
    this.hidden = acceptActivation('TwoLayerNet', 'hidden activation', hidden);
    this.output = acceptActivation('TwoLayerNet', 'output activation', output);
    this.lossFunction = loss && acceptLoss('TwoLayerNet', loss);
    if (options.params !== undefined) {
      checkParams('TwoLayerNet', this.sizes, dtype, options.params);
      this.params = options.params;
    } else {
      const random = needRandom('TwoLayerNet', options.random);
      this.params = {
        W1: astype(init([inputSize, hiddenSize], random, hidden.gain ?? 1), dtype),
        b1: zeros([hiddenSize], dtype),
        W2: astype(init([hiddenSize, outputSize], random, output.gain ?? 1), dtype),
        b2: zeros([outputSize], dtype),
      };
    }
  }

  /** y [N, O] for x [N, I]. */
  predict(x: Tensor, params: TwoLayerParams = this.params): Tensor {
    checkInput('TwoLayerNet', x, this.sizes[0]);
    const { W1, b1, W2, b2 } = params;

    const a1 = add(matmul(x, W1), b1);
    const z1 = this.hidden.forward(a1, this.hidden.config);
    const a2 = add(matmul(z1, W2), b2);
    const y = this.output.forward(a2, this.output.config);

    return y;
  }

  /** L(predict(x), t), a 0-d tensor. t: labels (int32 [N]), or one-hot rows or values (float [N, O]). */
  loss(x: Tensor, t: Tensor, params: TwoLayerParams = this.params): Tensor {
    const y = this.predict(x, params);

    return lossValue(needLoss('TwoLayerNet', this.lossFunction), y, t);
  }

  /** The share of rows, 0 … 1, whose largest output is the target's. */
  accuracy(x: Tensor, t: Tensor, params: TwoLayerParams = this.params): number {
    return accuracyOf(this.predict(x, params), t);
  }

  /**
   * ∂L/∂W1, ∂L/∂b1, ∂L/∂W2, ∂L/∂b2 by central differences, as the last four lines say: this method calls the *function*
   * numericalGradient once for each, with the loss as a function of that parameter. That takes two losses for every single
   * weight; where the hidden activation is elementwise, the same differences are found by following each nudge through the
   * few numbers that it changes.
   */
  numericalGradient(x: Tensor, t: Tensor, params: TwoLayerParams = this.params): TwoLayerParams {
    const followed = incrementalGradient(this, x, t, params);
    if (followed) return followed;

    return {
      W1: numericalGradient((W1) => this.loss(x, t, { ...params, W1 }), params.W1),
      b1: numericalGradient((b1) => this.loss(x, t, { ...params, b1 }), params.b1),
      W2: numericalGradient((W2) => this.loss(x, t, { ...params, W2 }), params.W2),
      b2: numericalGradient((b2) => this.loss(x, t, { ...params, b2 }), params.b2),
    };
  }

  /** The same four by backpropagation: the chain rule from the loss back to x, at the cost of about two predictions. */
  gradient(x: Tensor, t: Tensor, params: TwoLayerParams = this.params): TwoLayerParams {
    checkInput('TwoLayerNet', x, this.sizes[0]);
    const loss = needLoss('TwoLayerNet', this.lossFunction);
    const { W1, b1, W2, b2 } = params;

    // forward
    const a1 = add(matmul(x, W1), b1);
    const z1 = this.hidden.forward(a1, this.hidden.config);
    const a2 = add(matmul(z1, W2), b2);
    const y = this.output.forward(a2, this.output.config);

    // backward
    const da2 = lossBackward(loss, this.output, { a: a2, z: y }, t); // (y − t)/N for softmax and crossEntropy
    const dz1 = matmul(da2, W2, { transposeB: true });
    const da1 = activationBackward(this.hidden, dz1, { a: a1, z: z1 });

    return {
      W1: matmul(x, da1, { transposeA: true }),
      b1: sum(da1, { axis: 0 }),
      W2: matmul(z1, da2, { transposeA: true }),
      b2: sum(da2, { axis: 0 }),
    };
  }

  /** The network as plain data, for `saveModel` and `predict`. */
  model(): Model<TwoLayerParams> {
    const { kind, sizes, dtype, params, hidden, output, lossFunction } = this;
    return {
      kind,
      sizes,
      dtype,
      params,
      hidden: [hidden],
      output,
      ...(lossFunction && { loss: lossFunction }),
    };
  }
}
