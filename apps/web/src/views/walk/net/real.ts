import { digits } from '@bilayer/datasets';
import { fitMnist } from '@bilayer/datasets/digit';
import type { FloatDType, TwoLayerNet } from '@bilayer/models';
import { twoLayerNet } from '@bilayer/models/book';
import { astype, randomState, tensor, type Tensor } from '@bilayer/tensor';

/** The net of the book: 784-50-10, with 39,760 parameters. */
export const REAL = { rows: 100, inputs: 784, hidden: 50, outputs: 10 } as const;

/** The book's net and a batch of its size: handwritten digits of 8 × 8 pixels brought to MNIST's 28 × 28. */
export interface Real {
  readonly seed: number;
  readonly net: TwoLayerNet;
  /** Pixels from 0 (paper) to 1 (ink), [100, 784]. */
  readonly x: Tensor;
  /** Labels, int32 [100]. */
  readonly t: Tensor;
}

/** The rest comes in another task: what is computed here takes too long for one. */
const pause = (): Promise<void> =>
  new Promise((go) => {
    setTimeout(go);
  });

/** Weights (0.01 · randn, as in the book) and rows are drawn by the seed, W1 and W2 first. */
export async function realNet(seed: number, dtype: FloatDType = 'float64'): Promise<Real> {
  const random = randomState(seed);
  const { rows, inputs, hidden, outputs } = REAL;
  const net = twoLayerNet({ inputSize: inputs, hiddenSize: hidden, outputSize: outputs, random, dtype });
  await pause();
  const { train } = await digits();
  const chosen = Array.from(random.choice(train.length, rows, { replace: false }).data);
  const x = new Float64Array(rows * inputs);
  for (const [n, row] of chosen.entries()) {
    if (n % 10 === 0) await pause();
    const pixels = Float64Array.from(train.features.subarray(64 * row, 64 * (row + 1)), (grey) => grey / 16);
    x.set(fitMnist({ pixels, rows: 8, cols: 8 }).pixels, n * inputs);
  }
  return {
    seed,
    net,
    x: astype(tensor(x, [rows, inputs]), dtype),
    t: tensor(Int32Array.from(chosen, (row) => train.labels[row]!)),
  };
}
