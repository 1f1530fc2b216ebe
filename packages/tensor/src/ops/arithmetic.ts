import type { Operand, Tensor } from '../tensor.ts';
import { arithmeticDType, broadcasting, realDType } from './broadcasting.ts';

type Binary = (a: Operand, b: Operand) => Tensor;

/** a + b, broadcast. */
export const add: Binary = broadcasting<[Operand, Operand]>({
  name: 'add',
  loop(a, b, y) {
    for (let i = 0, { length } = y; i < length; i++) y[i] = a[i]! + b[i]!;
  },
  gradients: [(g) => g, (g) => g],
  dtype: arithmeticDType,
});

/** a − b, broadcast. */
export const sub: Binary = broadcasting<[Operand, Operand]>({
  name: 'sub',
  loop(a, b, y) {
    for (let i = 0, { length } = y; i < length; i++) y[i] = a[i]! - b[i]!;
  },
  gradients: [(g) => g, (g) => -g],
  dtype: arithmeticDType,
});

/** a · b broadcasting, broadcast: the Hadamard product, not `matmul`. */
export const mul: Binary = broadcasting<[Operand, Operand]>({
  name: 'mul',
  loop(a, b, y) {
    for (let i = 0, { length } = y; i < length; i++) y[i] = a[i]! * b[i]!;
  },
  int32Loop(a, b, y) {
    for (let i = 0, { length } = y; i < length; i++) y[i] = Math.imul(a[i]!, b[i]!);
  },
  gradients: [(g, _, _a, b) => g * b, (g, _, a) => g * a],
  dtype: arithmeticDType,
});

/** a / b broadcasting, broadcast. Always floating: int32 / int32 is float64. */
export const div: Binary = broadcasting<[Operand, Operand]>({
  name: 'div',
  loop(a, b, y) {
    for (let i = 0, { length } = y; i < length; i++) y[i] = a[i]! / b[i]!;
  },
  gradients: [(g, _, _a, b) => g / b, (g, y, _, b) => -g * (y / b)],
  dtype: realDType,
});

/** −x. Unsigned numbers wrap around; a boolean counts as int32. */
export const neg: (x: Operand) => Tensor = broadcasting<[Operand]>({
  name: 'neg',
  loop(x, y) {
    for (let i = 0, { length } = y; i < length; i++) y[i] = -x[i]!;
  },
  gradients: [(g) => -g],
  dtype: arithmeticDType,
});
