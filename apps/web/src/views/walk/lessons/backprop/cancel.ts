import { softmax } from '@bilayer/activations';
import { vjp } from '@bilayer/gradient';
import { concat, matmul, oneHot, sub, tensor, type Tensor } from '@bilayer/tensor';

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
