import {
  abs,
  add,
  BilayerError,
  clip,
  div,
  lessEqual,
  mean,
  minimum,
  mul,
  sizeOf,
  sub,
  where,
} from '@bilayer/tensor';
import { defineLoss } from './define-loss.ts';
import { distanceDifference } from './distance-difference.ts';
import type { Loss } from './loss.ts';
import { targetValues } from './target.ts';

/**
 * L = 1/(N·O) Σ h(y − t) with h(d) = ½ d² for |d| ≤ δ and δ (|d| − ½ δ) beyond; ∂L/∂y = d/(N·O), d limited to ±δ.
 * δ > 0 (else `BAD_SETTING`): squared near the target, absolute far from it. Source: Huber, Robust Estimation of a Location Parameter (1964).
 */
export const huber: Loss<{ delta: number }> = defineLoss({
  name: 'huber',
  package: '@bilayer/losses',
  config: { delta: 1 },
  perRow(y, t, { delta }) {
    if (!(delta > 0)) {
      throw new BilayerError('BAD_SETTING', `huber: delta is a number above 0; got ${delta}`);
    }
    const distance = abs(sub(y, targetValues('huber', y, t)));
    const near = minimum(distance, delta);
    // ½ near² + δ (distance − near): the second term is 0 up to δ.
    return mean(add(mul(mul(near, near), 0.5), mul(sub(distance, near), delta)), { axis: 1 });
  },
  // With near and far as above, ½ (near + n)² − ½ near² = n (near + ½ n), where near changes by n and far by the rest.
  difference(y, t, { delta }) {
    const r = sub(y, targetValues('huber', y, t));
    const before = abs(r);
    const near = minimum(before, delta);
    return (d) => {
      const change = distanceDifference(r, d);
      const after = abs(add(r, d));
      const inside = mul(lessEqual(before, delta), lessEqual(after, delta));
      const n = where(inside, change, sub(minimum(after, delta), near));
      return mean(add(mul(n, add(near, mul(n, 0.5))), mul(sub(change, n), delta)), { axis: 1 });
    };
  },
  backward: (y, t, { delta }) =>
    div(clip(sub(y, targetValues('huber', y, t)), -delta, delta), sizeOf(y.shape)),
});
