import * as math from '../math/index.ts';
import type { Operand, Tensor } from '../tensor.ts';
import { broadcasting, resultDType } from './broadcasting.ts';
import { elementwise } from './elementwise.ts';

type UnaryOp = (x: Operand) => Tensor;

/** eˣ. */
export const exp: UnaryOp = elementwise({ name: 'exp', value: math.exp, slope: (_, y) => y });

/** eˣ − 1, exact near 0. */
export const expm1: UnaryOp = elementwise({ name: 'expm1', value: math.expm1, slope: math.exp });

/** ln x; −∞ at 0, NaN below. */
export const log: UnaryOp = elementwise({ name: 'log', value: math.log, slope: (x) => 1 / x });

/** ln(1 + x), exact near 0. */
export const log1p: UnaryOp = elementwise({ name: 'log1p', value: math.log1p, slope: (x) => 1 / (1 + x) });

/** √x; NaN below 0. The slope at 0 is ∞. */
export const sqrt: UnaryOp = elementwise({ name: 'sqrt', value: Math.sqrt, slope: (_, y) => 1 / (2 * y) });

/** tanh x = (eˣ − e⁻ˣ)/(eˣ + e⁻ˣ). */
export const tanh: UnaryOp = elementwise({ name: 'tanh', value: math.tanh, slope: (_, y) => 1 - y * y });

const TWO_OVER_SQRT_PI = 1.1283791670955126;

/** erf x = 2/√π ∫₀ˣ e^(−t²) dt. */
export const erf: UnaryOp = elementwise({
  name: 'erf',
  value: math.erf,
  slope: (x) => TWO_OVER_SQRT_PI * math.exp(-x * x),
});

/** |x|. The slope at 0 is taken as 0. */
export const abs: UnaryOp = broadcasting<[Operand]>({
  name: 'abs',
  loop(x, y) {
    for (let i = 0, { length } = y; i < length; i++) y[i] = Math.abs(x[i]!);
  },
  gradients: [(g, _, x) => g * Math.sign(x)],
  dtype: resultDType,
});

/** −1, 0 or 1 by the sign of x; the slope is 0. */
export const sign: UnaryOp = broadcasting<[Operand]>({
  name: 'sign',
  loop(x, y) {
    for (let i = 0, { length } = y; i < length; i++) y[i] = Math.sign(x[i]!);
  },
  dtype: resultDType,
});
