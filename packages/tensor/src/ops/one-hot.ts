import { allocate } from '../dtype.ts';
import { checkShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { checkedIndices } from './take.ts';

/**
 * Class numbers as rows of 0 and 1: labels [N] → [N, classes], 1 at each label. Throws `BAD_DTYPE` unless labels are
 * integers, `BAD_ARGUMENT` for one outside 0 … classes−1.
 */
export function oneHot(labels: Tensor, classes: number, dtype: 'float64' | 'float32' = 'float64'): Tensor {
  checkShape('oneHot', [classes]);
  const list = checkedIndices('oneHot', labels, classes, `there are ${classes} classes`);
  const data = allocate(dtype, list.length * classes);
  list.forEach((label, i) => {
    data[i * classes + label] = 1;
  });
  return { shape: [...labels.shape, classes], dtype, data };
}
