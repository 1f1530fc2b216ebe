import {
  add,
  BilayerError,
  greater,
  isFloat,
  maximum,
  mul,
  sub,
  sum,
  where,
  type Tensor,
} from '@bilayer/tensor';
import { defineLoss } from './define-loss.ts';
import type { Loss } from './loss.ts';
import { targetValues } from './target.ts';

/** The target as one-hot rows. Throws `BAD_ARGUMENT` for a row with another number of right classes than one. */
function oneHotRows(y: Tensor, t: Tensor): Tensor {
  const rows = targetValues('hinge', y, t);
  const [n = 0, columns = 0] = rows.shape;
  for (let i = 0; isFloat(t.dtype) && i < n; i++) {
    const row = rows.data.subarray(i * columns, (i + 1) * columns);
    if (
      row.filter((v: number) => v === 1).length !== 1 ||
      row.filter((v: number) => v === 0).length !== columns - 1
    ) {
      throw new BilayerError(
        'BAD_ARGUMENT',
        `hinge: row ${i} of t is ${row.join(', ')}; expected one 1 for the right class and 0 for the others`,
      );
    }
  }
  return rows;
}

/**
 * L = 1/N Σₙ Σ_{j≠c} max(0, m + yₙⱼ − yₙ꜀), c the right class of row n, m the margin: 0 once the right score leads every
 * other by m. y is scores, t labels or one-hot rows; the slope is 0 where a term is 0.
 * Source: Weston and Watkins, Support Vector Machines for Multi-Class Pattern Recognition (1999), there with m = 2.
 */
export const hinge: Loss<{ margin: number }> = defineLoss({
  name: 'hinge',
  package: '@bilayer/losses',
  config: { margin: 1 },
  perRow(y, t, { margin }) {
    const right = oneHotRows(y, t);
    const rightScore = sum(where(right, y, 0), { axis: 1, keepDims: true });
    const short = maximum(add(sub(y, rightScore), margin), 0);
    return sum(where(right, 0, short), { axis: 1 });
  },
  // A term that is above 0 before and after changes by what its scores change.
  difference(y, t, { margin }) {
    const right = oneHotRows(y, t);
    const lead = (x: Tensor): Tensor => sub(x, sum(where(right, x, 0), { axis: 1, keepDims: true }));
    const before = add(lead(y), margin);
    return (d) => {
      const change = lead(d);
      const after = add(before, change);
      const both = mul(greater(before, 0), greater(after, 0));
      const moved = where(both, change, sub(maximum(after, 0), maximum(before, 0)));
      return sum(where(right, 0, moved), { axis: 1 });
    };
  },
});
