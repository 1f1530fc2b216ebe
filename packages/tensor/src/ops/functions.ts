import { floatDType } from '../dtype.ts';
import * as math from '../math/index.ts';
import type { Operand, Tensor } from '../tensor.ts';
import { add, div, mul, neg, sub } from './arithmetic.ts';
import { unary } from './elementwise.ts';

type UnaryOp = (x: Operand) => Tensor;

/** eˣ. */
export const exp: UnaryOp = unary({
  name: 'exp',
  loop(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = math.exp(x[i]!);
  },
  gradient: (g, _, y) => mul(g, y),
  dtype: floatDType,
});

/** eˣ − 1, exact near 0. */
export const expm1: UnaryOp = unary({
  name: 'expm1',
  loop(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = math.expm1(x[i]!);
  },
  gradient: (g, x) => mul(g, exp(x)),
  dtype: floatDType,
});

/** ln x; −∞ at 0, NaN below. */
export const log: UnaryOp = unary({
  name: 'log',
  loop(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = math.log(x[i]!);
  },
  gradient: (g, x) => div(g, x),
  dtype: floatDType,
});

/** ln(1 + x), exact near 0. */
export const log1p: UnaryOp = unary({
  name: 'log1p',
  loop(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = math.log1p(x[i]!);
  },
  gradient: (g, x) => div(g, add(1, x)),
  dtype: floatDType,
});

/** √x; NaN below 0. The slope at 0 is ∞. */
export const sqrt: UnaryOp = unary({
  name: 'sqrt',
  loop(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = Math.sqrt(x[i]!);
  },
  gradient: (g, _, y) => div(g, mul(2, y)),
  dtype: floatDType,
});

/** tanh x = (eˣ − e⁻ˣ)/(eˣ + e⁻ˣ). */
export const tanh: UnaryOp = unary({
  name: 'tanh',
  loop(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = math.tanh(x[i]!);
  },
  gradient: (g, _, y) => mul(g, sub(1, mul(y, y))),
  dtype: floatDType,
});

const TWO_OVER_SQRT_PI = 1.1283791670955126;

/** erf x = 2/√π ∫₀ˣ e^(−t²) dt. */
export const erf: UnaryOp = unary({
  name: 'erf',
  loop(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = math.erf(x[i]!);
  },
  gradient: (g, x) => mul(g, mul(TWO_OVER_SQRT_PI, exp(neg(mul(x, x))))),
  dtype: floatDType,
});

/** |x|. The slope at 0 is taken as 0. */
export const abs: UnaryOp = unary({
  name: 'abs',
  loop(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = Math.abs(x[i]!);
  },
  gradient: (g, x) => mul(g, sign(x)),
  dtype: (dtype) => dtype,
});

/** −1, 0 or 1 by the sign of x; the slope is 0. */
export const sign: UnaryOp = unary({
  name: 'sign',
  loop(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = Math.sign(x[i]!);
  },
  dtype: (dtype) => dtype,
});
