import { trace, type Operand, type Tensor } from '@bilayer/tensor';

/** The value of a function and the way back through it: ∂L/∂x from ∂L/∂value. */
export interface Derived {
  readonly value: Tensor;
  readonly backward: (g: Tensor) => Tensor;
}

/**
 * Reverse-mode differentiation of what a plugin does with floats, as `vjp` of @bilayer/gradient has it, for one input and
 * without what a page would load for broadcasting there.
 */
export function derive(f: (x: Tensor) => Operand, x: Tensor): Derived {
  const { steps, values, output } = trace(f, x);
  const concrete = (v: { readonly slot: number } | Operand): Operand =>
    typeof v === 'object' && 'slot' in v ? values[v.slot]! : v;
  function backward(g: Tensor): Tensor {
    const gradients: (Tensor | undefined)[] = [];
    if (typeof output === 'object' && 'slot' in output) gradients[output.slot] = g;
    for (const { primitive, inputs, options, slot } of steps.toReversed()) {
      const incoming = gradients[slot];
      if (incoming === undefined || primitive.gradient === undefined) continue;
      const applied = { inputs: inputs.map(concrete), output: values[slot]!, options };
      for (const [i, input] of inputs.entries()) {
        if (typeof input !== 'object' || !('slot' in input)) continue;
        const part = primitive.gradient(incoming, applied, i);
        const known = gradients[input.slot];
        gradients[input.slot] = known === undefined ? part : sum(known, part);
      }
    }
    return gradients[0] ?? { ...g, shape: x.shape, data: x.data.map(() => 0) };
  }
  return { value: concrete(output) as Tensor, backward };
}

function sum(a: Tensor, b: Tensor): Tensor {
  return { ...a, data: a.data.map((v, i) => v + b.data[i]!) };
}
