import { softmax, type Activation } from '@bilayer/activations';
import { fitDigits, fitMnist, resample, type FittedDigit, type GreyImage } from '@bilayer/datasets/digit';
import { loadModel } from '@bilayer/models/load';
import { add, astype, BilayerError, matmul, tensor, type Tensor } from '@bilayer/tensor';
import type { Run } from '../../state/state.ts';
import { activations, losses, partsOf } from '../../worker/plugins.ts';
import type { DataView, ParamViews } from '../../worker/protocol.ts';

/** A network that takes pictures of digits, with all that is needed to ask it and to show why it says what it says. */
export interface Network {
  /** 28 for pictures as in MNIST, 8 for those of the digits. */
  readonly side: 28 | 8;
  readonly divisor: number;
  readonly classes: readonly string[];
  readonly hidden: Activation;
  readonly output: Activation;
  /** [side², H], [H], [H, O], [O]. */
  readonly params: Readonly<Record<'W1' | 'b1' | 'W2' | 'b2', Tensor>>;
  /** What its outputs are: softmax still to be taken, probabilities as they are, or numbers of which the largest wins. */
  readonly outputs: 'logits' | 'probabilities' | 'scores';
}

/** What a network makes of what is drawn. */
export interface Answer {
  /** The steps of fitting; undefined where the whole pad was taken as it is. */
  readonly fitted: FittedDigit | undefined;
  /** The network's input, [side²]. */
  readonly x: ArrayLike<number>;
  /** Weighted sums and outputs of the hidden units, [H]. */
  readonly a: ArrayLike<number>;
  readonly z: ArrayLike<number>;
  /** The classes' sums, [O], before the output activation. */
  readonly scores: ArrayLike<number>;
  /** What is shown of each class, [O]: probabilities, or numbers of which the largest wins. */
  readonly shares: ArrayLike<number>;
  readonly best: number;
}

function unsuited(message: string): BilayerError {
  return new BilayerError('MODEL_UNSUITED', message);
}

function sideOf(shape: readonly number[], name: string): 28 | 8 {
  const size = shape.join(' × ');
  if (size === '28 × 28' || size === '784') return 28;
  if (size === '8 × 8' || size === '64') return 8;
  throw unsuited(`${name}: a network for pictures of 28 × 28 or 8 × 8 is needed; this one takes ${size}`);
}

function outputsOf(output: Activation, loss: string | undefined): Network['outputs'] {
  if (loss === 'softmaxCrossEntropy' && output.link === 'identity') return 'logits';
  return output.link === 'softmax' || output.link === 'logistic' ? 'probabilities' : 'scores';
}

/**
 * The network in a file. Throws `MODEL_UNSUITED` for one that takes no pictures of digits or has no single hidden layer, and
 * what `loadModel` throws.
 */
export function openNetwork(bytes: Uint8Array, name: string): Network {
  const { params, sizes, hidden, output, loss, notes } = loadModel(bytes, { activations, losses, name });
  const [inputs = 0, , outputs = 0] = sizes;
  const [first] = hidden;
  const { W1, b1, W2, b2 } = params;
  if (hidden.length !== 1 || !first || !W1 || !b1 || !W2 || !b2) {
    throw unsuited(`${name}: a network with one hidden layer is needed; this one is ${sizes.join('-')}`);
  }
  const { shape = [inputs], divisor, classes } = notes.data ?? {};
  const side = sideOf(shape, name);
  if (inputs !== side * side) {
    throw unsuited(`${name}: its data is ${side} × ${side}, and its first layer takes ${inputs} numbers`);
  }
  return {
    side,
    divisor: divisor ?? (side === 28 ? 255 : 16),
    classes: Array.from({ length: outputs }, (_, k) => classes?.[k] ?? String(k)),
    hidden: first,
    output,
    params: { W1, b1, W2, b2 },
    outputs: outputsOf(output, loss?.name),
  };
}

/** The network in training. Throws `MODEL_UNSUITED` for one that takes no pictures, and what `partsOf` throws. */
export function trainedNetwork(run: Run, data: DataView, views: ParamViews): Network {
  const side = sideOf(data.shape, data.name);
  const { hidden, output, loss } = partsOf(run);
  const { W1, b1, W2, b2 } = views;
  if (W1.rows !== side * side) throw unsuited('another network is being made');
  return {
    side,
    divisor: side === 28 ? 255 : 16,
    classes: data.classes,
    hidden,
    output,
    params: {
      W1: tensor(W1.data, [W1.rows, W1.columns]),
      b1: tensor(b1.data),
      W2: tensor(W2.data, [W2.rows, W2.columns]),
      b2: tensor(b2.data),
    },
    outputs: outputsOf(output, loss.name),
  };
}

/** The whole pad, only made smaller. */
function shrunk(ink: GreyImage, side: number): Float64Array {
  return resample(ink, { top: 0, left: 0, rows: ink.rows, cols: ink.cols }, side, side).pixels;
}

/** What the network says of `ink`: fitted as its data set was made, or, not `prepared`, the whole pad made smaller. */
export function ask(network: Network, ink: GreyImage, prepared: boolean): Answer {
  const { side, divisor, hidden, output, params } = network;
  const fitted = prepared ? (side === 28 ? fitMnist(ink) : fitDigits(ink)) : undefined;
  const pixels = fitted?.pixels ?? shrunk(ink, side);
  // As a data set stores pixels and a batch divides them.
  const x = pixels.map((pixel) => Math.fround(Math.round(pixel * divisor) / divisor));
  const row = astype(tensor(x, [1, x.length]), params.W1.dtype);
  const a = add(matmul(row, params.W1), params.b1);
  const z = hidden.forward(a, hidden.config);
  const scores = add(matmul(z, params.W2), params.b2);
  const y = output.forward(scores, output.config);
  const shares = network.outputs === 'logits' ? softmax.forward(y, softmax.config) : y;
  let best = 0;
  for (let k = 1; k < shares.data.length; k++) if ((shares.data[k] ?? 0) > (shares.data[best] ?? 0)) best = k;
  return { fitted, x, a: a.data, z: z.data, scores: scores.data, shares: shares.data, best };
}
