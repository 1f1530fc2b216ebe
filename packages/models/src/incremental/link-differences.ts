import type { Tensor } from '@bilayer/tensor';
import { expm1NearZero } from '@bilayer/tensor/math';
import type { ChangeAt } from './changes.ts';
import type { Saved } from '@bilayer/activations';

/**
 * d ↦ f(a + d) − f(a) for link functions f and |d| < 1/256, without a subtraction of nearly equal numbers. What declares
 * such a `link` needs no `difference` of its own, and a page that only predicts does not carry one.
 */
export const linkDifferences: Readonly<Record<string, ChangeAt<Saved> | undefined>> = {
  identity: () => (d) => d,
  logistic:
    ({ z }) =>
    (d) =>
      normalized(1, d, z),
  softmax:
    ({ z }) =>
    (d) =>
      normalized(z.shape[1] ?? 1, d, z),
};

/**
 * zₖ (mₖ − s) / (1 + s) with m = e^d − 1 and s = Σ z m over each row: z e^d / Σ z e^d, the softmax at a + d, less z. The
 * logistic function is the first of the softmax of (a, 0), so with rows of one element this is its difference.
 */
function normalized(width: number, { shape, data: d }: Tensor, { data: z }: Tensor): Tensor {
  const { length } = d;
  const data = new Float64Array(length);
  for (let from = 0; from < length; from += width) {
    const end = from + width;
    let s = 0;
    for (let k = from; k < end; k++) {
      const m = expm1NearZero(d[k]!);
      data[k] = m;
      s += z[k]! * m;
    }
    const scale = 1 / (1 + s);
    for (let k = from; k < end; k++) data[k] = z[k]! * (data[k]! - s) * scale;
  }
  return { shape, dtype: 'float64', data };
}
