import { astype, BilayerError, isFloat, oneHot, sameShape, showShape, type Tensor } from '@bilayer/tensor';

/**
 * The target of `y` [N, O] as values of y's shape and dtype: labels (an integer tensor [N]) become one-hot rows, a float
 * tensor [N, O] is taken as it is. Nothing is broadcast. Throws `SHAPE_MISMATCH`, and `BAD_ARGUMENT` for a label
 * outside 0 … O−1.
 */
export function targetValues(who: string, y: Tensor, t: Tensor): Tensor {
  const [rows, columns] = y.shape;
  if (y.shape.length !== 2 || rows === undefined || columns === undefined) {
    throw new BilayerError(
      'SHAPE_MISMATCH',
      `${who}: y has shape ${showShape(y.shape)}; expected [rows, outputs] (for one row: reshape(y, [1, -1]))`,
    );
  }
  const dtype = y.dtype === 'float32' ? 'float32' : 'float64';
  if (isFloat(t.dtype) && sameShape(t.shape, y.shape)) return astype(t, dtype);
  if (areLabels(t, rows)) {
    const bad = t.data.find((label: number) => label < 0 || label >= columns);
    if (bad !== undefined) {
      throw new BilayerError(
        'BAD_ARGUMENT',
        `${who}: label ${bad} is outside 0 … ${columns - 1}, the ${columns} output${columns === 1 ? '' : 's'} of y`,
      );
    }
    return oneHot(t, columns, dtype);
  }
  const remedy = sameShape(t.shape, y.shape)
    ? `; use astype(t, '${dtype}')`
    : isFloat(t.dtype) && sameShape(t.shape, [rows])
      ? `; if these are labels, use astype(t, 'int32')`
      : '';
  throw new BilayerError(
    'SHAPE_MISMATCH',
    `${who}: t is ${t.dtype} ${showShape(t.shape)} and y is ${showShape(y.shape)}; expected labels (int32 [${rows}]) ` +
      `or one-hot rows or values (float ${showShape(y.shape)})${remedy}`,
  );
}

/** Whether `t` holds one class number for each of `rows` rows: an integer tensor [rows]. */
export function areLabels(t: Tensor, rows: number): boolean {
  return (t.dtype === 'int32' || t.dtype === 'uint8') && sameShape(t.shape, [rows]);
}
