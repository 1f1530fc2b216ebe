import type { Operand, Tensor } from '../tensor.ts';
import { broadcasting, type Loop } from './broadcasting.ts';

type Comparison = (a: Operand, b: Operand) => Tensor;

/* @__NO_SIDE_EFFECTS__ */
function comparison(name: string, loop: Loop): Comparison {
  return broadcasting({ name, loop, dtype: () => 'bool' });
}

/** a = b, as bool. NaN equals nothing. */
export const equal: Comparison = comparison('equal', (a, b, y) => {
  for (let i = 0, { length } = y; i < length; i++) y[i] = Number(a[i] === b[i]);
});

/** a ≠ b, as bool. */
export const notEqual: Comparison = comparison('notEqual', (a, b, y) => {
  for (let i = 0, { length } = y; i < length; i++) y[i] = Number(a[i] !== b[i]);
});

/** a > b, as bool. */
export const greater: Comparison = comparison('greater', (a, b, y) => {
  for (let i = 0, { length } = y; i < length; i++) y[i] = Number(a[i]! > b[i]!);
});

/** a ≥ b, as bool. */
export const greaterEqual: Comparison = comparison('greaterEqual', (a, b, y) => {
  for (let i = 0, { length } = y; i < length; i++) y[i] = Number(a[i]! >= b[i]!);
});

/** a < b, as bool. */
export const less: Comparison = comparison('less', (a, b, y) => {
  for (let i = 0, { length } = y; i < length; i++) y[i] = Number(a[i]! < b[i]!);
});

/** a ≤ b, as bool. */
export const lessEqual: Comparison = comparison('lessEqual', (a, b, y) => {
  for (let i = 0, { length } = y; i < length; i++) y[i] = Number(a[i]! <= b[i]!);
});
