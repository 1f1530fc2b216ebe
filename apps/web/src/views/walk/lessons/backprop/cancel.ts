import { softmax } from '@bilayer/activations';
import { vjp } from '@bilayer/gradient';
import { concat, log, matmul, oneHot, sub, tensor, type Tensor } from '@bilayer/tensor';

/** The two factors of the chain rule at the end of the network, for one row of scores. */
export interface Chain {
  /** Probabilities [1, O]. */
  readonly y: Tensor;
  /** ∂(−log y_k)/∂y, [1, O]: −1/y at the label k, and 0 elsewhere. */
  readonly outer: Tensor;
  /** ∂y_i/∂a_j, [O, O]. */
  readonly inner: Tensor;
  /** Their product: ∂(−log y_k)/∂a, [1, O]. */
  readonly product: Tensor;
  /** y − t, [1, O]. */
  readonly short: Tensor;
}

export function chainAt(scores: readonly number[], label: number): Chain {
  const classes = scores.length;
  const { value: y, backward } = vjp(
    (a) => softmax.forward(a, softmax.config),
    tensor(Float64Array.from(scores), [1, classes]),
  );
  const oneAt = (k: number): Tensor => oneHot(tensor(Int32Array.of(k)), classes);
  const rows = scores.flatMap((_, k) => backward(oneAt(k)));
  const inner = concat(rows, { axis: 0 });
  const outer = tensor(
    Float64Array.from(y.data, (p, k) => (k === label ? -1 / p : 0)),
    [1, classes],
  );
  return { y, outer, inner, product: matmul(outer, inner), short: sub(y, oneAt(label)) };
}

/** What nudging each score shows, for one row: [O] each. */
export interface Nudged {
  /** The row's loss with that score alone moved up by h, and down. */
  readonly up: readonly number[];
  readonly down: readonly number[];
  /** (up − down) / 2h. */
  readonly slopes: readonly number[];
}

/** −log of the probability at the label. */
function lossOf(scores: readonly number[], label: number): number {
  const y = softmax.forward(tensor(Float64Array.from(scores), [1, scores.length]), softmax.config);
  return -Number(log(y).data[label]);
}

export function nudgeAt(scores: readonly number[], label: number, h: number): Nudged {
  const moved = (by: number): number[] => scores.map((a, k) => lossOf(scores.with(k, a + by), label));
  const [up, down] = [moved(h), moved(-h)];
  return { up, down, slopes: up.map((above, k) => (above - (down[k] ?? NaN)) / (2 * h)) };
}
