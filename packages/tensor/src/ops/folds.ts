import { pairwiseSum } from './pairwise-sum.ts';

/** Reduces the middle of x [outer, length, inner] into out [outer, inner], which comes zeroed. */
export type Fold = (x: Float64Array, outer: number, length: number, inner: number, out: Float64Array) => void;

export const foldSum: Fold = (x, outer, length, inner, out) => {
  if (inner === 1) {
    for (let o = 0; o < outer; o++) out[o] = pairwiseSum(x, o * length, length);
    return;
  }
  for (let o = 0, k = 0; o < outer; o++) {
    for (let n = 0; n < length; n++) {
      for (let at = o * inner; at < (o + 1) * inner; at++, k++) out[at] = out[at]! + x[k]!;
    }
  }
};

export const foldMax: Fold = (x, outer, length, inner, out) => {
  out.fill(-Infinity);
  for (let o = 0, k = 0; o < outer; o++) {
    for (let n = 0; n < length; n++) {
      for (let at = o * inner; at < (o + 1) * inner; at++, k++) out[at] = Math.max(out[at]!, x[k]!);
    }
  }
};

export const foldMin: Fold = (x, outer, length, inner, out) => {
  out.fill(Infinity);
  for (let o = 0, k = 0; o < outer; o++) {
    for (let n = 0; n < length; n++) {
      for (let at = o * inner; at < (o + 1) * inner; at++, k++) out[at] = Math.min(out[at]!, x[k]!);
    }
  }
};
