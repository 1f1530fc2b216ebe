import {
  add,
  div,
  exp,
  greater,
  log,
  max,
  minimum,
  neg,
  sub,
  sum,
  where,
  type Tensor,
} from '@bilayer/tensor';

/** Link functions by the name that an activation's `link` and a loss's `fused.link` give. */
export type Links = Readonly<Record<string, (a: Tensor) => Tensor>>;

const ROW = { axis: -1, keepDims: true };

/** The link functions that have a name of their own, as they are defined. */
export const knownLinks: Links = {
  identity: (a) => add(a, 0),
  logistic(a) {
    const e = exp(minimum(a, neg(a)));
    return div(where(greater(a, 0), 1, e), add(1, e));
  },
  softmax: (a) => exp(logSoftmax(a)),
  logSoftmax,
};

/** aₖ − max − ln Σ e^(aᵢ − max). */
function logSoftmax(a: Tensor): Tensor {
  const shifted = sub(a, max(a, ROW));
  return sub(shifted, log(sum(exp(shifted), ROW)));
}
