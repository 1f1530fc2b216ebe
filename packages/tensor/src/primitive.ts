import { BilayerError } from './error.ts';
import { isTensor, type Operand, type Tensor } from './tensor.ts';

/** What a gradient rule is given beside the incoming gradient: the step as it was computed. */
export interface Applied<O> {
  readonly inputs: readonly Operand[];
  readonly output: Tensor;
  readonly options: O;
}

/**
 * An operation as a value: how to compute it and, beside that, its gradient rule. Whoever interprets a record
 * (reverse-mode `grad`, an engine) finds all it needs here.
 */
export interface Primitive<O = unknown> {
  readonly name: string;
  /** Each element of the result depends on the elements at the same (broadcast) position alone. */
  readonly elementwise: boolean;
  compute(inputs: readonly Operand[], options: O): Tensor;
  /**
   * Given g = ∂L/∂output (a float tensor of output's shape), ∂L/∂input for the input of that number, of its shape and in
   * any float dtype. Absent where the derivative is 0 wherever it exists (comparisons, argMax).
   */
  gradient?(g: Tensor, applied: Applied<O>, input: number): Tensor;
}

/** Takes down which primitive was applied to what. Carried by traced values; nothing is kept in the module. */
export interface Recorder {
  record<O>(primitive: Primitive<O>, inputs: readonly Operand[], options: O): Tensor;
}

/** Computes `primitive`, or, when an input is traced, has that input's recorder record it. */
export function apply<O>(primitive: Primitive<O>, inputs: readonly Operand[], options: O): Tensor {
  for (const input of inputs) {
    if (typeof input !== 'number' && input.recorder !== undefined) {
      return input.recorder.record(primitive, inputs, options);
    }
  }
  return primitive.compute(inputs, options);
}

/** Stands for a value in a trace: its place in `Trace.values`. */
interface TracedTensor extends Tensor {
  readonly recorder: Recorder;
  readonly slot: number;
  /** What `x * x`, `x > 0` and `${x}` ask for; throws, since their result would be wrong without a word. */
  [Symbol.toPrimitive](): never;
}

function tracedTensor({ shape, dtype }: Tensor, recorder: Recorder, slot: number): TracedTensor {
  return {
    shape,
    dtype,
    recorder,
    slot,
    [Symbol.toPrimitive](): never {
      throw new BilayerError(
        'TENSOR_AS_NUMBER',
        'a tensor is no number, and JavaScript has no operators for it: write mul(x, x) for x * x, add(x, 1) for x + 1, ' +
          'where(greater(x, 0), a, b) for x > 0 ? a : b',
      );
    },
    get data(): never {
      throw new BilayerError(
        'TRACED_VALUE',
        'data: this value is being traced (by grad, or while an activation or loss is being examined), ' +
          'so its numbers cannot be read; write the function with operations: where(greater(x, 0), a, b) instead of ' +
          'if (x.data[0] > 0), and sum, max, … instead of loops',
      );
    },
  };
}

/** One recorded application. `inputs` are slots of earlier values, or constants. */
export interface Step {
  readonly primitive: Primitive;
  readonly inputs: readonly ({ readonly slot: number } | Operand)[];
  readonly options: unknown;
  /** Slot of the result. */
  readonly slot: number;
}

/** What a function did with its inputs: slots 0 … inputs−1 are the inputs, each step fills the next slot. */
export interface Trace {
  readonly inputs: number;
  readonly steps: readonly Step[];
  /** The value in each slot. */
  readonly values: readonly Tensor[];
  /** The function's result: a slot, or a constant when it does not depend on the inputs. */
  readonly output: { readonly slot: number } | Operand;
}

/**
 * Runs `f` on traced stand-ins for `inputs` and returns what it did, with the value of every step.
 * Throws `NESTED_TRACE` when an input is itself being traced, `TRACED_VALUE` when `f` reads `.data`, `BAD_ARGUMENT` when
 * it returns neither a tensor nor a number.
 */
export function trace(f: (...inputs: Tensor[]) => Operand, ...inputs: readonly Tensor[]): Trace {
  const steps: Step[] = [];
  const values: Tensor[] = [];
  const slotOf = (x: Operand): { readonly slot: number } | Operand => {
    if (typeof x === 'number' || x.recorder === undefined) return x;
    if (x.recorder !== recorder) throw nested();
    return { slot: (x as TracedTensor).slot };
  };
  const fill = (value: Tensor): TracedTensor => {
    values.push(value);
    return tracedTensor(value, recorder, values.length - 1);
  };
  const recorder: Recorder = {
    record(primitive, operands, options) {
      const slots = operands.map(slotOf);
      const concrete = slots.map((s) => (typeof s === 'object' && 'slot' in s ? values[s.slot]! : s));
      const result = fill(primitive.compute(concrete, options));
      steps.push({ primitive, inputs: slots, options, slot: result.slot });
      return result;
    },
  };
  if (inputs.some((input) => input.recorder !== undefined)) throw nested();
  const result: unknown = f(...inputs.map(fill));
  if (typeof result !== 'number' && !isTensor(result)) {
    throw new BilayerError(
      'BAD_ARGUMENT',
      `trace: the function must return a tensor or a number; it returned ${typeof result}` +
        (result === undefined ? ' (is a return missing?)' : ''),
    );
  }
  return { inputs: inputs.length, steps, values, output: slotOf(result) };
}

function nested(): BilayerError {
  return new BilayerError(
    'NESTED_TRACE',
    'grad: a gradient inside a gradient was asked for; only first-order gradients are supported. ' +
      'For a second derivative use numericalGradient of a function that calls grad',
  );
}

/**
 * Whether `f` treats every element by itself: it applies elementwise primitives to its input and to scalar constants
 * only. Throws `TRACED_VALUE` when `f` reads numbers.
 */
export function isElementwise(f: (x: Tensor) => Operand, probe: Tensor): boolean {
  const { steps } = trace(f, probe);
  return steps.every(
    ({ primitive, inputs }) =>
      primitive.elementwise &&
      inputs.every((input) => typeof input === 'number' || 'slot' in input || input.shape.length === 0),
  );
}
