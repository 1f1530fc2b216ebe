import {
  argMax,
  BilayerError,
  equal,
  greaterEqual,
  isFloat,
  item,
  reshape,
  showShape,
  sum,
  type Tensor,
} from '@bilayer/tensor';

/**
 * The share of rows, 0 … 1, where the largest of y [N, O] is at the target: labels (an integer tensor [N]) or the
 * largest of a float tensor [N, O]. A single output is taken as the probability of class 1, which wins from ½ on.
 * Throws `SHAPE_MISMATCH`.
 */
export function accuracyOf(y: Tensor, t: Tensor): number {
  const [rows = 0, outputs] = y.shape;
  const labels = isFloat(t.dtype) && t.shape.length === 2 && t.shape[1] === outputs ? classOf(t) : t;
  if (
    y.shape.length !== 2 ||
    labels.shape.length !== 1 ||
    labels.shape[0] !== rows ||
    isFloat(labels.dtype)
  ) {
    throw new BilayerError(
      'SHAPE_MISMATCH',
      `accuracy: y is ${showShape(y.shape)} and t is ${t.dtype} ${showShape(t.shape)}; ` +
        'expected y [N, O] and labels (int32 [N]) or one-hot rows (float [N, O])',
    );
  }
  return item(sum(equal(classOf(y), labels))) / rows;
}

function classOf(y: Tensor): Tensor {
  return y.shape[1] === 1 ? reshape(greaterEqual(y, 0.5), [-1]) : argMax(y, { axis: 1 });
}
