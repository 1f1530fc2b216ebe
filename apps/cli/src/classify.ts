import type { Dataset, Split } from '@bilayer/datasets';
import type { MultiLayerNet, TwoLayerNet } from '@bilayer/models';
import { argMax, item, type Tensor } from '@bilayer/tensor';
import { rowsOf } from '@bilayer/training';

/** What a network makes of a whole split. */
export interface Classified {
  readonly accuracy: number;
  /** Mean loss a row; undefined when the model was loaded without its loss. */
  readonly loss: number | undefined;
  /** confusion[i][j]: rows of class i that were taken for class j. */
  readonly confusion: readonly (readonly number[])[];
  /** The predicted class of each row. */
  readonly predicted: Int32Array;
  /** What the network gave to the class it chose, 0 … 1 after softmax. */
  readonly confidence: Float64Array;
}

const PIECE = 500;

export function classify(network: TwoLayerNet | MultiLayerNet, data: Dataset, split: Split): Classified {
  const classes = data.classes.length;
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  const predicted = new Int32Array(split.length);
  const confidence = new Float64Array(split.length);
  let total = 0;
  for (let start = 0; start < split.length; start += PIECE) {
    const { x, t } = rowsOf(split, network.dtype, classes, start, Math.min(start + PIECE, split.length));
    const y = network.predict(x);
    const best = argMax(y, { axis: 1 });
    for (let row = 0; row < best.data.length; row++) {
      const choice = best.data[row]!;
      predicted[start + row] = choice;
      confidence[start + row] = y.data[row * classes + choice]!;
      confusion[split.labels[start + row]!]![choice]! += 1;
    }
    if (network.lossFunction !== undefined) total += lossSum(network, x, t);
  }
  const right = confusion.reduce((sum, row, i) => sum + row[i]!, 0);
  return {
    accuracy: right / split.length,
    loss: network.lossFunction === undefined ? undefined : total / split.length,
    confusion,
    predicted,
    confidence,
  };
}

function lossSum(network: TwoLayerNet | MultiLayerNet, x: Tensor, t: Tensor): number {
  const loss = item(network.loss(x, t));
  return network.lossFunction?.reduce === 'sum' ? loss : loss * (x.shape[0] ?? 0);
}
