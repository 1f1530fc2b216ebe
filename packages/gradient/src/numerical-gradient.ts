import {
  BilayerError,
  checkOptions,
  isFloat,
  isTensor,
  item,
  showShape,
  sizeOf,
  zeros,
  type Tensor,
} from '@bilayer/tensor';

export interface NumericalGradientOptions {
  /** How far each element is moved to either side. Default 1e-4, as in the book. */
  readonly h?: number;
}

/**
 * The gradient of `f` at `x` by central differences, one element after another:
 *
 *     ∂f/∂xᵢ ≈ (f(x + h·eᵢ) − f(x − h·eᵢ)) / 2h
 *
 * Calls `f` twice an element, so 2·(number of elements) times in all, with one private copy of `x` that is nudged and
 * restored in place; `f` must use its argument and must not keep it. The result has the shape and dtype of `x`. In float32
 * x ± h is rounded to about 1e-7·|x|, which leaves few correct digits of a difference of 2e-4: check gradients in float64.
 * Throws `BAD_DTYPE` for integers (they cannot move by h), `BAD_ARGUMENT` when `f` does not return one number.
 * Source: Deep Learning from Scratch, section 4.4 (there the function of the same name).
 */
export function numericalGradient(
  f: (x: Tensor) => number | Tensor,
  x: Tensor,
  options: NumericalGradientOptions = {},
): Tensor {
  const steps = numericalGradientSteps(f, x, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/**
 * The same, as a generator that pauses after every element and returns the gradient at the end, so that a caller with
 * an event loop to serve (a page, a training run that can be stopped) can do other work in between.
 */
export function* numericalGradientSteps(
  f: (x: Tensor) => number | Tensor,
  x: Tensor,
  options: NumericalGradientOptions = {},
): Generator<undefined, Tensor, undefined> {
  checkOptions('numericalGradient', options, ['h']);
  const { h = 1e-4 } = options;
  if (!isTensor(x)) {
    const got = Array.isArray(x) ? 'an array; use fromArray' : typeof x;
    throw new BilayerError('BAD_ARGUMENT', `numericalGradient: x is a tensor; got ${got}`);
  }
  if (!isFloat(x.dtype)) {
    throw new BilayerError(
      'BAD_DTYPE',
      `numericalGradient: x is ${x.dtype}, whose elements cannot move by h = ${h}; use astype(x, 'float64')`,
    );
  }
  if (!(h > 0 && Number.isFinite(h))) {
    throw new BilayerError('BAD_ARGUMENT', `numericalGradient: h is a number above 0; got ${h}`);
  }
  const nudged: Tensor = { shape: x.shape, dtype: x.dtype, data: x.data.slice() };
  const gradient = zeros(x.shape, x.dtype);
  for (let i = 0; i < nudged.data.length; i++) {
    const value = nudged.data[i]!;
    nudged.data[i] = value + h;
    const above = numberFrom(f(nudged));
    nudged.data[i] = value - h;
    const below = numberFrom(f(nudged));
    nudged.data[i] = value;
    gradient.data[i] = (above - below) / (2 * h);
    yield;
  }
  return gradient;
}

function numberFrom(result: number | Tensor): number {
  if (typeof result === 'number') {
    if (!Number.isNaN(result)) return result;
    throw new BilayerError(
      'BAD_ARGUMENT',
      'numericalGradient: f returned NaN. JavaScript has no operators for tensors: write mul(x, x) for x * x',
    );
  }
  // A function in plain JavaScript may return anything.
  const shape = (result as Partial<Tensor> | undefined)?.shape;
  if (shape === undefined || sizeOf(shape) !== 1) {
    throw new BilayerError(
      'BAD_ARGUMENT',
      'numericalGradient: f must return one number (or a tensor of one); it returned ' +
        (shape === undefined ? typeof result : `shape ${showShape(shape)}; did you mean sum or mean of it?`),
    );
  }
  return item(result);
}
