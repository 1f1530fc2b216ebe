import { BilayerError, sameShape, showShape, type Operand, type Tensor } from '@bilayer/tensor';
import { grad } from './grad.ts';
import { numericalGradient, type NumericalGradientOptions } from './numerical-gradient.ts';

/** How far a numerical gradient and an analytic one lie apart. */
export interface GradientDifference {
  /** ‖n − a‖₂ / (‖n‖₂ + ‖a‖₂): 0 when equal, 1 when unrelated; 0 when both are 0. */
  readonly relativeError: number;
  /** The largest |nᵢ − aᵢ|, where it is, and both values there. */
  readonly maxAbsoluteDifference: number;
  readonly index: readonly number[];
  readonly numerical: number;
  readonly analytic: number;
}

/**
 * Compares a numerical gradient with an analytic one of the same shape. Element by element a ratio means nothing where
 * gradients are near 0, so the measure is taken over the whole tensor. Throws `SHAPE_MISMATCH`.
 */
export function compareGradients(numerical: Tensor, analytic: Tensor): GradientDifference {
  if (!sameShape(numerical.shape, analytic.shape)) {
    throw new BilayerError(
      'SHAPE_MISMATCH',
      `compareGradients: the numerical gradient is ${showShape(numerical.shape)}, the analytic one ${showShape(analytic.shape)}`,
    );
  }
  let [difference, n2, a2, max, at] = [0, 0, 0, -1, 0];
  for (let i = 0; i < numerical.data.length; i++) {
    const n = numerical.data[i]!;
    const a = analytic.data[i]!;
    difference += (n - a) * (n - a);
    n2 += n * n;
    a2 += a * a;
    // A NaN on either side is the largest difference there is.
    if (Math.abs(n - a) > max || (Number.isNaN(n - a) && !Number.isNaN(max)))
      [max, at] = [Math.abs(n - a), i];
  }
  const size = Math.sqrt(n2) + Math.sqrt(a2);
  return {
    relativeError: size === 0 ? 0 : Math.sqrt(difference) / size,
    maxAbsoluteDifference: Math.max(max, 0),
    index: unravel(at, numerical.shape),
    numerical: numerical.data[at] ?? 0,
    analytic: analytic.data[at] ?? 0,
  };
}

export interface CheckGradientOptions extends NumericalGradientOptions {
  /** The gradient to check; that of `grad(f)` when left out. */
  readonly gradient?: (x: Tensor) => Tensor;
}

/**
 * Checks a gradient of `f` at `x` against central differences, as the book's `gradient_check.py` does. In float64 a
 * right gradient of a smooth function comes out below 1e-7; values above 1e-4 mean a mistake, or a kink within h.
 */
export function checkGradient(
  f: (x: Tensor) => Operand,
  x: Tensor,
  { gradient = grad(f), ...options }: CheckGradientOptions = {},
): GradientDifference {
  return compareGradients(numericalGradient(f, x, options), gradient(x));
}

/** Position `flat` in row-major order as one index an axis. */
function unravel(flat: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  let rest = flat;
  for (const length of shape.toReversed()) {
    index.unshift(rest % Math.max(length, 1));
    rest = Math.floor(rest / Math.max(length, 1));
  }
  return index;
}
