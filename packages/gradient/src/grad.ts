import {
  BilayerError,
  full,
  isFloat,
  isTensor,
  item,
  showShape,
  sizeOf,
  type Operand,
  type Tensor,
} from '@bilayer/tensor';
import { vjp } from './vjp.ts';

/** What `grad` differentiates with respect to: one tensor, or several by name (a network's parameters). */
export type Point = Tensor | Readonly<Record<string, Tensor>>;

/** A gradient: of the form of the point, each tensor of the same shape and dtype. */
export type GradientOf<P extends Point> = P extends Tensor ? Tensor : { readonly [K in keyof P]: Tensor };

/** The value of a function at a point, and its gradient there. */
export interface ValueAndGradient<P extends Point> {
  readonly value: number;
  readonly gradient: GradientOf<P>;
}

/**
 * Reverse-mode differentiation: `grad(f)(x)` is ∂f/∂x, exact up to rounding, at the cost of a few evaluations of `f`
 * however many elements `x` has. `f` is written with this library's operations and returns one number; `x` is a tensor
 * or an object of tensors. First order only. Throws `BAD_ARGUMENT` when `f` returns more than one number, `BAD_DTYPE`
 * for integers, `TRACED_VALUE` when `f` reads numbers, `NESTED_TRACE` for grad inside grad.
 */
export function grad<P extends Point>(f: (x: P) => Operand): (x: P) => GradientOf<P> {
  const both = valueAndGrad(f);
  return (x) => both(x).gradient;
}

/** As `grad`, with the value of `f` as well. */
export function valueAndGrad<P extends Point>(f: (x: P) => Operand): (x: P) => ValueAndGradient<P> {
  return (x) => {
    if (isTensor(x)) {
      checkFloat('x', x);
      const { value, gradients } = differentiate((...traced) => f(traced[0] as P), [x]);
      return { value, gradient: gradients[0] as GradientOf<P> };
    }
    const names = Object.keys(x);
    const inputs = Object.values<Tensor>(x);
    const named = (tensors: readonly Tensor[]): object =>
      Object.fromEntries(names.map((name, i) => [name, tensors[i]]));
    names.forEach((name, i) => {
      checkFloat(name, inputs[i]!);
    });
    const { value, gradients } = differentiate((...traced) => f(named(traced) as P), inputs);
    return { value, gradient: named(gradients) as GradientOf<P> };
  };
}

function differentiate(
  f: (...inputs: Tensor[]) => Operand,
  inputs: readonly Tensor[],
): { readonly value: number; readonly gradients: readonly Tensor[] } {
  const { value, backward } = vjp(f, ...inputs);
  if (sizeOf(value.shape) !== 1) {
    throw new BilayerError(
      'BAD_ARGUMENT',
      `grad: f must return one number; it returned shape ${showShape(value.shape)}; did you mean sum or mean of it?`,
    );
  }
  return { value: item(value), gradients: backward(full(value.shape, 1)) };
}

function checkFloat(name: string, x: unknown): void {
  if (!isTensor(x)) {
    throw new BilayerError('BAD_ARGUMENT', `grad: ${name} must be a tensor; got ${typeof x}`);
  }
  if (!isFloat(x.dtype)) {
    throw new BilayerError(
      'BAD_DTYPE',
      `grad: ${name} is ${x.dtype}; a derivative needs floats, so use astype(${name}, 'float64')`,
    );
  }
}
