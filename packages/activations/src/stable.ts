import { add, div, exp, greater, log1p, minimum, neg, where, type Tensor } from '@bilayer/tensor';

/**
 * e^−|a|, never above 1 and so never ∞. Its derived slope at 0 is that of eᵃ (minimum(a, b) gives its slope to b where
 * they are equal), so it belongs into the a ≤ 0 branch of a `where(greater(a, 0), …)`.
 */
function expOfMinusAbs(a: Tensor): Tensor {
  return exp(minimum(neg(a), a));
}

/** σ(a) = 1 / (1 + e⁻ᵃ), for a ≤ 0 as eᵃ / (1 + eᵃ): no step of it, and none of its derivative, overflows. */
export function logistic(a: Tensor): Tensor {
  const e = expOfMinusAbs(a);
  return div(where(greater(a, 0), 1, e), add(e, 1));
}

/** ln(1 + eᵃ) as max(a, 0) + ln(1 + e^−|a|), which does not overflow. */
export function logOnePlusExp(a: Tensor): Tensor {
  return add(where(greater(a, 0), a, 0), log1p(expOfMinusAbs(a)));
}
