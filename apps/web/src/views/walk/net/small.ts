import { iris } from '@bilayer/datasets';
import type { TwoLayerNet } from '@bilayer/models';
import { twoLayerNet } from '@bilayer/models/book';
import { randomState, tensor, type Tensor } from '@bilayer/tensor';

/** N, I, H and O of the net that is small enough to print: four different numbers, so that shapes tell axes apart. */
export const SMALL = { rows: 5, inputs: 2, hidden: 4, outputs: 3 } as const;

/** Its weights are 0.5 · randn: with the book's 0.01 all its answers would be the same to two digits. */
export const SMALL_STD = 0.5;

/** The net that is small enough to print, and its batch: five iris flowers. */
export interface Small {
  readonly seed: number;
  readonly net: TwoLayerNet;
  /** Length and width of the petals in cm, [5, 2]. */
  readonly x: Tensor;
  /** The kinds of the flowers as labels, int32 [5]. */
  readonly t: Tensor;
  readonly classes: readonly string[];
}

/** Weights and flowers are drawn by the seed, W1 and W2 first. The three kinds are all there, two of two of them. */
export function smallNet(seed: number, weightInitStd: number = SMALL_STD): Small {
  const random = randomState(seed);
  const net = twoLayerNet({
    inputSize: SMALL.inputs,
    hiddenSize: SMALL.hidden,
    outputSize: SMALL.outputs,
    weightInitStd,
    random,
  });
  const { train, classes } = iris();
  const order = Array.from(random.permutation(train.length).data);
  const counts = [0, 0, 0];
  const limits = [2, 2, 1];
  const rows: number[] = [];
  for (const row of order) {
    const label = train.labels[row]!;
    if (counts[label]! >= limits[label]!) continue;
    counts[label]!++;
    rows.push(row);
  }
  // Sepals are columns 0 and 1, petals 2 and 3.
  const x = rows.flatMap((row) => [train.features[4 * row + 2]!, train.features[4 * row + 3]!]);
  return {
    seed,
    net,
    x: tensor(Float64Array.from(x), [SMALL.rows, SMALL.inputs]),
    t: tensor(Int32Array.from(rows, (row) => train.labels[row]!)),
    classes,
  };
}
