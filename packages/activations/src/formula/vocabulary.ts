import {
  abs,
  add,
  div,
  equal,
  erf,
  exp,
  expm1,
  greater,
  greaterEqual,
  item,
  less,
  lessEqual,
  log,
  log1p,
  maximum,
  minimum,
  mul,
  neg,
  pow,
  scalar,
  sign,
  sqrt,
  sub,
  tanh,
  where,
  type Operand,
  type Tensor,
} from '@bilayer/tensor';
import { logistic, logOnePlusExp } from '../stable.ts';

/** A part of a formula: a number, or what computes it from x. */
export type Term = number | ((x: Tensor) => Tensor);

export const constants: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E };

/** Functions of one number. */
export const unary: Readonly<Record<string, (a: Tensor) => Tensor>> = {
  exp,
  expm1,
  log,
  ln: log,
  log1p,
  sqrt,
  abs,
  sign,
  tanh,
  erf,
  sigmoid: logistic,
  softplus: logOnePlusExp,
  relu: (a) => maximum(a, 0),
};

type Binary = (a: Operand, b: Operand) => Tensor;

/** Functions of two numbers. */
export const binary: Readonly<Record<string, Binary>> = { max: maximum, min: minimum };

/** Signs between two operands. */
export const operators: Readonly<Record<string, Binary>> = { '+': add, '-': sub, '*': mul, '/': div };

export const comparisons: Readonly<Record<string, Binary>> = {
  '<': less,
  '<=': lessEqual,
  '>': greater,
  '>=': greaterEqual,
};

/** op(a), computed now where a is a number. */
export function applyUnary(op: (a: Tensor) => Tensor, a: Term): Term {
  return typeof a === 'number' ? item(op(scalar(a))) : (x) => op(a(x));
}

/** op(a, b), computed now where both are numbers. */
export function applyBinary(op: Binary, a: Term, b: Term): Term {
  return typeof a === 'number' && typeof b === 'number' ? item(op(a, b)) : (x) => op(at(a, x), at(b, x));
}

export function negative(a: Term): Term {
  return applyUnary(neg, a);
}

/**
 * aᵇ. a², a³, a⁴ and 1/a are multiplied and divided out, and e to the power b is exp(b); all others are `pow`, which is
 * exact for whole numbers as well.
 */
export function power(a: Term, b: Term): Term {
  if (b === 0) return 1;
  if (a === Math.E) return applyUnary(exp, b);
  const product = typeof b === 'number' ? products[String(b)] : undefined;
  return product === undefined ? applyBinary(pow, a, b) : applyUnary(product, a);
}

const products: Readonly<Record<string, (a: Tensor) => Tensor>> = {
  '-1': (a) => div(1, a),
  '1': (a) => a,
  '2': (a) => mul(a, a),
  '3': (a) => mul(mul(a, a), a),
  '4'(a) {
    const square = mul(a, a);
    return mul(square, square);
  },
};

/** a where the condition is 1, b where it is 0, NaN where x is. */
export function choice(condition: Term, a: Term, b: Term): Term {
  if (typeof condition === 'number') return condition === 0 ? b : a;
  // A number instead of b would hide a NaN, for which no comparison holds.
  const other = typeof b === 'number' ? (x: Tensor) => where(equal(x, x), b, x) : b;
  return (x) => where(condition(x), at(a, x), other(x));
}

function at(term: Term, x: Tensor): Operand {
  return typeof term === 'number' ? term : term(x);
}
