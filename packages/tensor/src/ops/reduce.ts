import { checkOptions } from '../config.ts';
import { floatDType, fromFloat64, isFloat, toFloat64, type DType } from '../dtype.ts';
import { BilayerError } from '../error.ts';
import { apply, type Primitive } from '../primitive.ts';
import { normalizeAxis, showShape, sizeOf } from '../shape.ts';
import { scalar, type Operand, type Tensor } from '../tensor.ts';
import { div } from './arithmetic.ts';
import { astype } from './astype.ts';
import { broadcastTo, spread } from './spread.ts';
import { shapeOf } from './broadcasting.ts';
import { foldMax, foldMin, foldSum, type Fold } from './folds.ts';

export interface ReduceOptions {
  /** The axis or axes to reduce; all of them when left out. Negative counts from the back. */
  readonly axis?: number | readonly number[];
  /** Keep reduced axes with length 1, so that the result broadcasts against the input. Default false. */
  readonly keepDims?: boolean;
}

interface Axes {
  readonly axes: readonly number[];
  readonly keepDims: boolean;
}

function axesOf(who: string, rank: number, options: ReduceOptions): Axes {
  checkOptions(who, options, ['axis', 'keepDims']);
  const { axis, keepDims = false } = options;
  const given =
    axis === undefined ? Array.from({ length: rank }, (_, i) => i) : typeof axis === 'number' ? [axis] : axis;
  const axes = [...new Set(given.map((a) => normalizeAxis(who, a, rank)))].sort((a, b) => a - b);
  if (axes.length !== given.length) {
    throw new BilayerError('BAD_AXIS', `${who}: an axis is named twice in [${given.join(', ')}]`);
  }
  return { axes, keepDims };
}

function reducedShape(shape: readonly number[], { axes, keepDims }: Axes): number[] {
  if (keepDims) return shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  return shape.filter((_, axis) => !axes.includes(axis));
}

/** How many elements each element of the result is made of. */
function reducedCount(shape: readonly number[], { axes }: Axes): number {
  return sizeOf(axes.map((axis) => shape[axis]!));
}

/** Reduces over `axes` (sorted); neighbouring axes are folded as one, others from the last to the first. */
function reduce(x: Tensor, { axes }: Axes, fold: Fold): Float64Array {
  let data = toFloat64(x.data);
  if (axes.length === 0) return data.slice();
  let shape = [...x.shape];
  const left = [...axes];
  while (left.length > 0) {
    const last = left.pop() ?? 0;
    let first = last;
    while (left.at(-1) === first - 1) first = left.pop() ?? 0;
    const outer = sizeOf(shape.slice(0, first));
    const inner = sizeOf(shape.slice(last + 1));
    const out = new Float64Array(outer * inner);
    fold(data, outer, sizeOf(shape.slice(first, last + 1)), inner, out);
    data = out;
    shape = [...shape.slice(0, first), ...shape.slice(last + 1)];
  }
  return data;
}

function tensorOf(x: Operand | undefined): Tensor {
  return typeof x === 'object' ? x : scalar(x ?? 0);
}

/** A reduced result (or its gradient) seen with its reduced axes kept as 1, so that it broadcasts again. */
function kept({ dtype, data }: Tensor, input: Tensor, { axes }: Axes): Tensor {
  return { shape: reducedShape(input.shape, { axes, keepDims: true }), dtype, data };
}

const sumPrimitive: Primitive<Axes> = {
  name: 'sum',
  elementwise: false,
  compute([input], axes) {
    const x = tensorOf(input);
    const shape = reducedShape(x.shape, axes);
    const totals = reduce(x, axes, foldSum);
    const dtype: DType = isFloat(x.dtype) ? x.dtype : 'int32';
    if (dtype === 'int32' && totals.some((total) => total !== (total | 0))) {
      throw new BilayerError(
        'OVERFLOW',
        `sum: the total is larger than an int32; use sum(astype(x, 'float64'))`,
      );
    }
    return { shape, dtype, data: fromFloat64(totals, dtype) };
  },
  gradient(g, { inputs, options }) {
    const x = tensorOf(inputs[0]);
    return broadcastTo(kept(g, x, options), x.shape);
  },
};

/* @__NO_SIDE_EFFECTS__ */
function extreme(name: 'max' | 'min', fold: Fold): Primitive<Axes> {
  return {
    name,
    elementwise: false,
    compute([input], axes) {
      const x = tensorOf(input);
      if (reducedCount(x.shape, axes) === 0) {
        throw new BilayerError(
          'BAD_SHAPE',
          `${name}: shape ${showShape(x.shape)} has nothing to choose from`,
        );
      }
      const data = fromFloat64(reduce(x, axes, fold), x.dtype);
      return { shape: reducedShape(x.shape, axes), dtype: x.dtype, data };
    },
    // g to the largest, in equal parts where there are several; where a NaN is the result, NaN.
    gradient(g, { inputs, output, options }) {
      const x = tensorOf(inputs[0]);
      const best = spread(kept(output, x, options), x.shape);
      const hits = best.map((value, i) => Number(x.data[i] === value));
      const shares = reduce({ ...x, data: hits }, options, foldSum).map((hit, i) => g.data[i]! / hit);
      const share = spread(kept({ ...g, data: shares }, x, options), x.shape);
      return {
        shape: x.shape,
        dtype: g.dtype,
        data: fromFloat64(
          hits.map((hit, i) => hit * share[i]!),
          g.dtype,
        ),
      };
    },
  };
}

const maxPrimitive: Primitive<Axes> = extreme('max', foldMax);
const minPrimitive: Primitive<Axes> = extreme('min', foldMin);

/**
 * Σ x over `axis`, in float64 and rounded once; in the order in which NumPy sums float64 (pairwise along the last
 * axis). Integers and booleans give int32. Throws `BAD_AXIS`, and `OVERFLOW` when an integer total leaves int32.
 */
export function sum(x: Operand, options: ReduceOptions = {}): Tensor {
  return apply(sumPrimitive, [x], axesOf('sum', shapeOf(x).length, options));
}

/** Σ x / n over `axis`, in floating point; NaN when there are no elements. Throws `BAD_AXIS`. */
export function mean(x: Operand, options: ReduceOptions = {}): Tensor {
  const shape = shapeOf(x);
  const count = reducedCount(shape, axesOf('mean', shape.length, options));
  const dtype = typeof x === 'number' ? 'float64' : floatDType(x.dtype);
  return div(sum(astype(x, dtype), options), count);
}

/**
 * The largest over `axis`; NaN if any is. Where several are the largest, they share the gradient equally. Throws
 * `BAD_AXIS`, and `BAD_SHAPE` when there is none.
 */
export function max(x: Operand, options: ReduceOptions = {}): Tensor {
  return apply(maxPrimitive, [x], axesOf('max', shapeOf(x).length, options));
}

/**
 * The smallest over `axis`; NaN if any is. Where several are the smallest, they share the gradient equally. Throws
 * `BAD_AXIS`, and `BAD_SHAPE` when there is none.
 */
export function min(x: Operand, options: ReduceOptions = {}): Tensor {
  return apply(minPrimitive, [x], axesOf('min', shapeOf(x).length, options));
}
