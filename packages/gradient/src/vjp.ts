import {
  add,
  astype,
  BilayerError,
  sameShape,
  scalar,
  showShape,
  trace,
  zeros,
  type Operand,
  type Tensor,
} from '@bilayer/tensor';

/** The value of a function and the way back through it. */
export interface Vjp {
  readonly value: Tensor;
  /**
   * Given ∂L/∂value (of its shape), ∂L/∂input for each input, of its shape: the vector–Jacobian product. Zeros for an
   * input that is not used, and for integers. They may share data with each other and with g. Throws `SHAPE_MISMATCH`.
   */
  readonly backward: (g: Tensor) => Tensor[];
}

/**
 * Runs `f` once, records what it does, and returns its value with the function that carries a gradient back from the
 * value to the inputs. This is reverse-mode differentiation in its general form; `grad` starts it with 1. Throws
 * `TRACED_VALUE` when `f` reads numbers, `NESTED_TRACE` inside another gradient.
 */
export function vjp(f: (...inputs: Tensor[]) => Operand, ...inputs: readonly Tensor[]): Vjp {
  const { steps, values, output } = trace(f, ...inputs);
  const concrete = (x: { readonly slot: number } | Operand): Operand => (isSlot(x) ? values[x.slot]! : x);
  const result = concrete(output);
  const value = typeof result === 'number' ? scalar(result) : result;

  function backward(g: Tensor): Tensor[] {
    if (!sameShape(g.shape, value.shape)) {
      throw new BilayerError(
        'SHAPE_MISMATCH',
        `vjp: the gradient is ${showShape(g.shape)}, the value it belongs to ${showShape(value.shape)}`,
      );
    }
    const gradients = new Array<Tensor | undefined>(values.length);
    if (isSlot(output)) gradients[output.slot] = astype(g, floatOf(value));
    for (const { primitive, inputs: operands, options, slot } of steps.toReversed()) {
      const incoming = gradients[slot];
      if (incoming === undefined || primitive.gradient === undefined) continue;
      const applied = { inputs: operands.map(concrete), output: values[slot]!, options };
      for (const [i, operand] of operands.entries()) {
        if (!isSlot(operand)) continue;
        const part = astype(primitive.gradient(incoming, applied, i), floatOf(values[operand.slot]!));
        const known = gradients[operand.slot];
        gradients[operand.slot] = known === undefined ? part : add(known, part);
      }
    }
    return inputs.map((input, i) => gradients[i] ?? zeros(input.shape, floatOf(input)));
  }

  return { value, backward };
}

function isSlot(x: { readonly slot: number } | Operand): x is { readonly slot: number } {
  return typeof x === 'object' && 'slot' in x;
}

function floatOf({ dtype }: Tensor): 'float32' | 'float64' {
  return dtype === 'float32' ? 'float32' : 'float64';
}
