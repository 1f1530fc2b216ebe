import type { Activation } from '@bilayer/activations';
import { numericalGradient } from '@bilayer/gradient';
import type { Loss } from '@bilayer/losses';
import {
  add,
  astype,
  BilayerError,
  matmul,
  mul,
  sum,
  zeros,
  type RandomState,
  type Tensor,
} from '@bilayer/tensor';
import { acceptActivation, acceptLoss } from './accept.ts';
import { accuracyOf } from './accuracy.ts';
import { activationBackward, lossBackward, lossValue } from './backward.ts';
import { checkInput, checkParams, checkSizes, needLoss, needRandom } from './checks.ts';
import { incrementalGradient } from './incremental/incremental-gradient.ts';
import { byGain, type Initializer } from './initializers.ts';
import type { FloatDType, Model, Network, Params } from './network.ts';

export type MultiLayerNetOptions = {
  readonly inputSize: number;
  /** The neurons of each hidden layer, first to last; may be empty. */
  readonly hiddenSizes: readonly number[];
  readonly outputSize: number;
  /** One activation for all hidden layers, or one for each. */
  readonly hidden: Activation | readonly Activation[];
  readonly output: Activation;
  readonly loss?: Loss;
  /** Draws the initial weights; gain/√inputs · randn when left out, so that deep signals keep their size. */
  readonly init?: Initializer;
  /** λ of the penalty ½ λ Σ W² added to the loss. Default 0. */
  readonly weightDecay?: number;
  readonly dtype?: FloatDType;
} & (
  | { readonly random: RandomState; readonly params?: never }
  | { readonly params: Params; readonly random?: never }
);

/**
 * A network of any number of hidden layers (Deep Learning from Scratch, chapter 6), with the methods of `TwoLayerNet`.
 * Its parameters are W1, b1, W2, b2, … in order.
 */
export class MultiLayerNet implements Network {
  readonly kind = 'MultiLayerNet';
  readonly sizes: readonly number[];
  readonly dtype: FloatDType;
  readonly hidden: readonly Activation[];
  readonly output: Activation;
  readonly lossFunction: Loss | undefined;
  readonly weightDecay: number;
  params: Params;

  constructor(options: MultiLayerNetOptions) {
    const {
      inputSize,
      hiddenSizes,
      outputSize,
      hidden,
      output,
      loss,
      init = byGain(),
      dtype = 'float64',
    } = options;
    this.sizes = [inputSize, ...hiddenSizes, outputSize];
    checkSizes('MultiLayerNet', this.sizes);
    this.dtype = dtype;
    this.hidden = ('forward' in hidden ? hiddenSizes.map(() => hidden) : hidden).map((activation, i) =>
      acceptActivation('MultiLayerNet', `activation of hidden layer ${i + 1}`, activation),
    );
    if (this.hidden.length !== hiddenSizes.length) {
      throw new BilayerError(
        'BAD_ARGUMENT',
        `MultiLayerNet: ${hiddenSizes.length} hidden layers and ${this.hidden.length} activations; give one, or one for each`,
      );
    }
    this.output = acceptActivation('MultiLayerNet', 'output activation', output);
    this.lossFunction = loss && acceptLoss('MultiLayerNet', loss);
    this.weightDecay = options.weightDecay ?? 0;
    if (!(this.weightDecay >= 0)) {
      throw new BilayerError(
        'BAD_ARGUMENT',
        `MultiLayerNet: weightDecay is a number ≥ 0; got ${this.weightDecay}`,
      );
    }
    if (options.params !== undefined) {
      checkParams('MultiLayerNet', this.sizes, dtype, options.params);
      this.params = options.params;
    } else {
      const random = needRandom('MultiLayerNet', options.random);
      const params: Record<string, Tensor> = {};
      for (const [i, activation] of [...this.hidden, this.output].entries()) {
        const [inputs, outputs] = [this.sizes[i]!, this.sizes[i + 1]!];
        params[`W${i + 1}`] = astype(init([inputs, outputs], random, activation.gain ?? 1), dtype);
        params[`b${i + 1}`] = zeros([outputs], dtype);
      }
      this.params = params;
    }
  }

  /** y [N, O] for x [N, I]. */
  predict(x: Tensor, params: Params = this.params): Tensor {
    checkInput('MultiLayerNet', x, this.sizes[0]!);
    return this.forward(x, params).y;
  }

  /** z[l] goes into layer l + 1, a[l] and z[l + 1] come out of it; the last z is y. */
  private forward(x: Tensor, params: Params): { a: Tensor[]; z: Tensor[]; y: Tensor } {
    const z = [x];
    const a: Tensor[] = [];
    for (const [i, activation] of [...this.hidden, this.output].entries()) {
      a.push(add(matmul(z[i]!, params[`W${i + 1}`]!), params[`b${i + 1}`]!));
      z.push(activation.forward(a[i]!, activation.config));
    }
    return { a, z, y: z[a.length]! };
  }

  /** L(predict(x), t) + ½ λ Σ W², a 0-d tensor. */
  loss(x: Tensor, t: Tensor, params: Params = this.params): Tensor {
    let total = lossValue(needLoss('MultiLayerNet', this.lossFunction), this.predict(x, params), t);
    if (this.weightDecay === 0) return total;
    for (let layer = 1; layer < this.sizes.length; layer++) {
      const W = params[`W${layer}`]!;
      total = add(total, mul(0.5 * this.weightDecay, sum(mul(W, W))));
    }
    return total;
  }

  /** The share of rows, 0 … 1, whose largest output is the target's. */
  accuracy(x: Tensor, t: Tensor, params: Params = this.params): number {
    return accuracyOf(this.predict(x, params), t);
  }

  /** ∂L/∂params by central differences: by following each nudge where that will do, as TwoLayerNet does. */
  numericalGradient(x: Tensor, t: Tensor, params: Params = this.params): Params {
    const followed = incrementalGradient(this, x, t, params);
    if (followed) return followed;
    return Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        numericalGradient((moved) => this.loss(x, t, { ...params, [name]: moved }), value),
      ]),
    );
  }

  /** ∂L/∂params by backpropagation. */
  gradient(x: Tensor, t: Tensor, params: Params = this.params): Params {
    checkInput('MultiLayerNet', x, this.sizes[0]!);
    const loss = needLoss('MultiLayerNet', this.lossFunction);
    const { a, z, y } = this.forward(x, params);
    const gradients: Record<string, Tensor> = {};
    let da = lossBackward(loss, this.output, { a: a[a.length - 1]!, z: y }, t);
    for (let layer = a.length; layer >= 1; layer--) {
      const W = params[`W${layer}`]!;
      const dW = matmul(z[layer - 1]!, da, { transposeA: true });
      gradients[`W${layer}`] = this.weightDecay === 0 ? dW : add(dW, mul(this.weightDecay, W));
      gradients[`b${layer}`] = sum(da, { axis: 0 });
      if (layer > 1) {
        const dz = matmul(da, W, { transposeB: true });
        da = activationBackward(this.hidden[layer - 2]!, dz, { a: a[layer - 2]!, z: z[layer - 1]! });
      }
    }
    return gradients;
  }

  /** The network as plain data, for `saveModel` and `predict`. */
  model(): Model {
    const { kind, sizes, dtype, params, hidden, output, lossFunction, weightDecay } = this;
    return {
      kind,
      sizes,
      dtype,
      params,
      hidden,
      output,
      ...(lossFunction && { loss: lossFunction }),
      weightDecay,
    };
  }
}
