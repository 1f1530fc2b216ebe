import { elementwise, type Operand, type Tensor } from '@bilayer/tensor';
import * as ofNumber from './logistic.ts';

/** σ(a) = 1 / (1 + e⁻ᵃ) as an operation. */
export const logistic: (a: Operand) => Tensor = /* @__PURE__ */ elementwise({
  name: 'sigmoid',
  value: ofNumber.logistic,
  slope: (_, z) => z * (1 - z),
});

/** ln(1 + eᵃ) as an operation. */
export const logOnePlusExp: (a: Operand) => Tensor = /* @__PURE__ */ elementwise({
  name: 'softplus',
  value: ofNumber.logOnePlusExp,
  slope: ofNumber.logistic,
});
