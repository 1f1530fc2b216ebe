import { softmax } from '@bilayer/activations';
import type { Model } from '@bilayer/models';
import type { Tensor } from '@bilayer/tensor';

/** How much a network gives to a class. */
export interface Choice {
  readonly class: string;
  /** Its probability, where the network's outputs are probabilities or logits … */
  readonly probability?: number;
  /** … or else the output itself: the largest wins. */
  readonly score?: number;
}

/** For each row of outputs y [N, O], the classes from the most to the least likely. */
export function choicesOf(
  { output, loss, sizes }: Model,
  y: Tensor,
  classes: readonly string[] | undefined,
): Choice[][] {
  const width = sizes.at(-1) ?? 1;
  const logits = loss?.name === 'softmaxCrossEntropy' && output.link === 'identity';
  const key = logits || output.link === 'softmax' || output.link === 'logistic' ? 'probability' : 'score';
  const { data } = logits ? softmax.forward(y, softmax.config) : y;
  return Array.from({ length: data.length / width }, (_, row) => {
    const values = Array.from(data.subarray(row * width, (row + 1) * width));
    const order = values.map((_value, i) => i).sort((a, b) => values[b]! - values[a]!);
    return order.map((i) => ({ class: classes?.[i] ?? String(i), [key]: values[i]! }));
  });
}
