import { crossEntropy } from '@bilayer/losses';
import { astype, BilayerError, fromArray, item, mean, oneHot, slice, type Tensor } from '@bilayer/tensor';
import type { Small } from '../../net/small.ts';
import { lossOfLabels, lossOfOneHot, type Answer } from './numpy.ts';

/** The book's example in section 4.2: ten probabilities, and the digit 2 as the label. */
export const BOOK_Y: Tensor = fromArray([[0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0]]);
export const BOOK_LABEL = 2;

/** The same targets in both of their forms. */
export interface Targets {
  readonly y: Tensor;
  /** [n] */
  readonly labels: Tensor;
  /** [n, O] */
  readonly rows: Tensor;
}

/** The net's answers for its first `n` flowers and their kinds, as whole numbers or as floats. */
export function firstRows({ net, x, t }: Small, n: number, isFloat: boolean): Targets {
  const labels = slice(t, [[0, n]]);
  const dtype = isFloat ? 'float64' : 'int32';
  const y = net.predict(slice(x, [[0, n]]));
  return {
    y,
    labels: astype(labels, dtype),
    rows: astype(oneHot(labels, y.shape[1] ?? 0), dtype),
  };
}

/** The loss of the library, which looks at what it is given. */
function lossOfLibrary(y: Tensor, t: Tensor): Answer {
  try {
    return { value: item(mean(crossEntropy.perRow(y, t))) };
  } catch (error) {
    if (error instanceof BilayerError) return { error: error.message };
    throw error;
  }
}

/** The three functions by name, each with its answer to labels and to one-hot rows. */
export function answers({
  y,
  labels,
  rows,
}: Targets): readonly (readonly [name: string, answers: readonly Answer[]])[] {
  return (
    [
      ['loss_of_labels', lossOfLabels],
      ['loss_of_one_hot', lossOfOneHot],
      ['crossEntropy', lossOfLibrary],
    ] as const
  ).map(([name, loss]) => [name, [loss(y, labels), loss(y, rows)]]);
}
