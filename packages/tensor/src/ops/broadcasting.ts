import { fits, floatDType, fromFloat64, isFloat, promote, type DType } from '../dtype.ts';
import { BilayerError } from '../error.ts';
import { apply, type Primitive } from '../primitive.ts';
import { broadcastShapes, sizeOf } from '../shape.ts';
import type { Operand, Tensor } from '../tensor.ts';
import { spread, sumToShape } from './spread.ts';

/**
 * The dtype of what is chosen from operands, as NumPy's `result_type`: the widest, where a bare number leaves a float
 * tensor as it is, and an integer tensor too when it is a whole number that fits (else int32 or float64).
 */
export function resultDType(...operands: readonly Operand[]): DType {
  const [first, ...others] = operands.flatMap((x) => (typeof x === 'number' ? [] : x.dtype));
  if (first === undefined) return 'float64';
  let dtype = others.reduce(promote, first);
  for (const n of operands) if (typeof n === 'number') dtype = withNumber(dtype, n);
  return dtype;
}

function withNumber(dtype: DType, n: number): DType {
  if (isFloat(dtype)) return dtype;
  if (!fits(n, 'int32')) return 'float64';
  return dtype === 'uint8' && fits(n, dtype) ? dtype : 'int32';
}

/** The dtype of arithmetic on operands: as `resultDType`, but booleans count as int32. */
export function arithmeticDType(...operands: readonly Operand[]): DType {
  const dtype = resultDType(...operands);
  return dtype === 'bool' ? 'int32' : dtype;
}

/** The dtype of a function with real values: floats keep theirs, all others give float64. */
export function realDType(...operands: readonly Operand[]): DType {
  return floatDType(resultDType(...operands));
}

export function shapeOf(x: Operand): readonly number[] {
  return typeof x === 'number' ? [] : x.shape;
}

/** A function of up to three numbers as an operation on tensors. */
export interface BroadcastingRule<Inputs extends readonly Operand[]> {
  readonly name: string;
  /** y[i] = f(a[i], b[i], …) for all i. A loop and not f itself, because a loop of its own is compiled to fit f. */
  readonly loop: Loop;
  /** For each input g · ∂f/∂input, where y = f(a, b, c). Absent where they are 0 wherever they exist. */
  readonly gradients?: readonly Gradient[];
  readonly dtype: (...inputs: Inputs) => DType;
  /** The loop for int32 results, where float64 would lose low digits. */
  readonly int32Loop?: Loop;
}

/** The inputs, then the output. */
export type Loop = (...arrays: Float64Array[]) => void;

type Gradient = (g: number, y: number, a: number, b: number, c: number) => number;

/**
 * An elementwise operation of one, two or three inputs that broadcasts as in NumPy. It throws `BAD_ARGUMENT` for an input
 * that is missing or is neither a number nor a tensor, such as a setting under a misspelt name.
 */
/* @__NO_SIDE_EFFECTS__ */
export function broadcasting<Inputs extends readonly Operand[]>({
  name,
  loop,
  int32Loop = loop,
  gradients,
  dtype: dtypeFor,
}: BroadcastingRule<Inputs>): (...inputs: Inputs) => Tensor {
  const primitive: Primitive<undefined> = {
    name,
    elementwise: true,
    compute(inputs) {
      const shape = broadcastShapes(name, ...inputs.map(shapeOf));
      const dtype = dtypeFor(...(inputs as Inputs));
      const y = new Float64Array(sizeOf(shape));
      (dtype === 'int32' ? int32Loop : loop)(...valuesOf(inputs, shape), y);
      return { shape, dtype, data: fromFloat64(y, dtype) };
    },
    ...(gradients && {
      gradient(g, { inputs, output: { shape, data } }, input) {
        const [a, b = a, c = a] = valuesOf(inputs, shape) as [Float64Array, ...Float64Array[]];
        const gradient = gradients[input]!;
        const values = new Float64Array(a.length);
        for (let i = 0, { length } = values; i < length; i++) {
          // What the result does not depend on stays 0, even where the slope is ∞: where(x > 0, x, exp(x) − 1) at x = 800.
          if (g.data[i] !== 0) values[i] = gradient(g.data[i]!, data[i]!, a[i]!, b[i]!, c[i]!);
        }
        const own = shapeOf(inputs[input]!);
        return { shape: own, dtype: g.dtype, data: fromFloat64(sumToShape(values, shape, own), g.dtype) };
      },
    }),
  };
  return (...inputs) => {
    // The last array of the loop is the output.
    for (let i = 0; i < loop.length - 1; i++) {
      const input: Partial<Tensor> | number | undefined = inputs[i];
      if (typeof input !== 'number' && !input?.shape) {
        throw new BilayerError(
          'BAD_ARGUMENT',
          `${name}: argument ${i + 1} must be a tensor or a number; got ${Array.isArray(input) ? 'an array; use fromArray' : typeof input}`,
        );
      }
    }
    return apply(primitive, inputs, undefined);
  };
}

/** The numbers of each input at every position of `shape`. */
function valuesOf(inputs: readonly Operand[], shape: readonly number[]): Float64Array[] {
  // A bare number counts as float32 beside a float32 tensor, as in NumPy. (The first of three only chooses.)
  const narrow = resultDType(...inputs.slice(-2)) === 'float32';
  return inputs.map((x) =>
    typeof x === 'number'
      ? new Float64Array(sizeOf(shape)).fill(narrow ? Math.fround(x) : x)
      : spread(x, shape),
  );
}
