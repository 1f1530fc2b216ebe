import { floatDType, type DType } from '../dtype.ts';
import type { Operand, Tensor } from '../tensor.ts';
import { arithmeticDType, binary, unary } from './elementwise.ts';

/** The dtype of a function of two numbers with real values. */
export function quotientDType(a: Operand, b: Operand): DType {
  return floatDType(arithmeticDType(a, b));
}

/** a + b, broadcast. */
export const add: (a: Operand, b: Operand) => Tensor = binary({
  name: 'add',
  loop(a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = a[i]! + b[i]!;
  },
  gradients: [(g) => g, (g) => g],
  dtype: arithmeticDType,
});

/** a − b, broadcast. */
export const sub: (a: Operand, b: Operand) => Tensor = binary({
  name: 'sub',
  loop(a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = a[i]! - b[i]!;
  },
  gradients: [(g) => g, (g) => neg(g)],
  dtype: arithmeticDType,
});

/** a · b elementwise, broadcast: the Hadamard product, not `matmul`. */
export const mul: (a: Operand, b: Operand) => Tensor = binary({
  name: 'mul',
  loop(a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = a[i]! * b[i]!;
  },
  int32Loop(a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = Math.imul(a[i]!, b[i]!);
  },
  gradients: [(g, _, b) => mul(g, b), (g, a) => mul(g, a)],
  dtype: arithmeticDType,
});

/** a / b elementwise, broadcast. Always floating: int32 / int32 is float64. */
export const div: (a: Operand, b: Operand) => Tensor = binary({
  name: 'div',
  loop(a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = a[i]! / b[i]!;
  },
  gradients: [(g, _, b) => div(g, b), (g, _, b, y) => neg(mul(g, div(y, b)))],
  dtype: quotientDType,
});

/** −x. Unsigned numbers wrap around; a boolean counts as int32. */
export const neg: (x: Operand) => Tensor = unary({
  name: 'neg',
  loop(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = -x[i]!;
  },
  gradient: (g) => neg(g),
  dtype: (dtype) => (dtype === 'bool' ? 'int32' : dtype),
});
