import { fits, fromFloat64, isFloat, promote, toFloat64, type DType } from '../dtype.ts';
import { apply, type Primitive } from '../primitive.ts';
import { broadcastShapes, sizeOf } from '../shape.ts';
import { scalar, type Operand, type Tensor } from '../tensor.ts';
import { spread, sumToShape } from './broadcast.ts';

/**
 * The dtype of what is chosen from `a` and `b`, as NumPy's `result_type`: the wider one, where a bare number leaves a
 * float tensor as it is, and an integer tensor too when it is a whole number that fits (else int32 or float64).
 */
export function resultDType(a: Operand, b: Operand): DType {
  if (typeof a === 'number') return typeof b === 'number' ? 'float64' : withNumber(b.dtype, a);
  return typeof b === 'number' ? withNumber(a.dtype, b) : promote(a.dtype, b.dtype);
}

function withNumber(dtype: DType, n: number): DType {
  if (isFloat(dtype)) return dtype;
  if (!Number.isInteger(n) || !fits(n, 'int32')) return 'float64';
  return dtype === 'uint8' && fits(n, 'uint8') ? 'uint8' : 'int32';
}

/** The dtype of arithmetic on `a` and `b`: as `resultDType`, but booleans count as int32. */
export function arithmeticDType(a: Operand, b: Operand): DType {
  const dtype = resultDType(a, b);
  return dtype === 'bool' ? 'int32' : dtype;
}

/** The numbers of an operand at every position of `shape`. */
export function valuesOf(x: Operand, shape: readonly number[]): Float64Array {
  return typeof x === 'number' ? new Float64Array(sizeOf(shape)).fill(x) : spread(x, shape);
}

export function shapeOf(x: Operand): readonly number[] {
  return typeof x === 'number' ? [] : x.shape;
}

/** A bare number counts as float32 beside a float32 tensor, as in NumPy. */
export function beside(x: Operand, other: Operand): Operand {
  return typeof x === 'number' && typeof other !== 'number' && other.dtype === 'float32' ? Math.fround(x) : x;
}

export interface UnaryRule {
  readonly name: string;
  /** y[i] = f(x[i]) for all i. */
  readonly loop: (x: Float64Array, y: Float64Array) => void;
  /** g · f′(x), where y = f(x). Absent where the derivative is 0 wherever it exists. */
  readonly gradient?: (g: Tensor, x: Operand, y: Tensor) => Tensor;
  readonly dtype: (x: DType) => DType;
}

/** A function of one number as an operation on tensors of any shape. */
/* @__NO_SIDE_EFFECTS__ */
export function unary({ name, loop, gradient, dtype }: UnaryRule): (x: Operand) => Tensor {
  const primitive: Primitive<undefined> = {
    name,
    elementwise: true,
    compute([input = 0]) {
      const x = typeof input === 'number' ? scalar(input) : input;
      const values = new Float64Array(x.data.length);
      loop(toFloat64(x.data), values);
      const out = dtype(x.dtype);
      return { shape: x.shape, dtype: out, data: fromFloat64(values, out) };
    },
    ...(gradient && { gradient: (g, { inputs: [x = 0], output }) => gradient(g, x, output) }),
  };
  return (x) => apply(primitive, [x], undefined);
}

export interface BinaryRule {
  readonly name: string;
  /** y[i] = f(a[i], b[i]) for all i. */
  readonly loop: BinaryLoop;
  /** g · ∂f/∂a and g · ∂f/∂b, where y = f(a, b). Absent where they are 0 wherever they exist. */
  readonly gradients?: readonly [BinaryGradient, BinaryGradient];
  readonly dtype: (a: Operand, b: Operand) => DType;
  /** The loop for int32 results, where float64 would lose low digits. */
  readonly int32Loop?: BinaryLoop;
}

export type BinaryLoop = (a: Float64Array, b: Float64Array, y: Float64Array) => void;

export type BinaryGradient = (g: Tensor, a: Operand, b: Operand, y: Tensor) => Tensor;

/** A function of two numbers as an operation on tensors that broadcast as in NumPy. */
/* @__NO_SIDE_EFFECTS__ */
export function binary(rule: BinaryRule): (a: Operand, b: Operand) => Tensor {
  const { name, gradients } = rule;
  const primitive: Primitive<undefined> = {
    name,
    elementwise: true,
    compute([a = 0, b = 0]) {
      const shape = broadcastShapes(name, shapeOf(a), shapeOf(b));
      const dtype = rule.dtype(a, b);
      const loop = dtype === 'int32' ? (rule.int32Loop ?? rule.loop) : rule.loop;
      const values = new Float64Array(sizeOf(shape));
      loop(valuesOf(beside(a, b), shape), valuesOf(beside(b, a), shape), values);
      return { shape, dtype, data: fromFloat64(values, dtype) };
    },
    ...(gradients && {
      gradient: (g, { inputs: [a = 0, b = 0], output }, input) =>
        sumToShape(gradients[input === 0 ? 0 : 1](g, a, b, output), shapeOf(input === 0 ? a : b)),
    }),
  };
  return (a, b) => apply(primitive, [a, b], undefined);
}
