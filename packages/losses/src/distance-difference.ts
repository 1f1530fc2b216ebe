import { abs, add, equal, mul, sign, sub, where, type Tensor } from '@bilayer/tensor';

/** |r + d| − |r|: exactly ±d where r and r + d have the same sign. */
export function distanceDifference(r: Tensor, d: Tensor): Tensor {
  const moved = add(r, d);
  return where(equal(sign(r), sign(moved)), mul(sign(r), d), sub(abs(moved), abs(r)));
}
