import { exp, log1p } from '@bilayer/tensor/math';

/** σ(a) = 1 / (1 + e⁻ᵃ). */
export function logistic(a: number): number {
  return 1 / (1 + exp(-a));
}

/** ln(1 + eᵃ) as max(a, 0) + ln(1 + e^−|a|), which does not overflow. */
export function logOnePlusExp(a: number): number {
  return Math.max(a, 0) + log1p(exp(-Math.abs(a)));
}
