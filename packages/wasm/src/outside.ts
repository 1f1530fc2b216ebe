import type { Activation } from '@bilayer/activations';
import { vjp } from '@bilayer/gradient';
import type { Loss } from '@bilayer/losses';
import { tensor, type Tensor } from '@bilayer/tensor';

/** Numbers in the engine's memory. Plugins read them and return others. */
export type View = Float32Array | Float64Array;

/** z = f(a), and the way back: ∂L/∂a from ∂L/∂z. */
export interface Activated {
  readonly z: Tensor;
  readonly backward: (dz: Tensor) => Tensor;
}

/** An activation that has no kernel, run on a; its derivative is derived where it has no backward of its own. */
export function activate(activation: Activation, a: Tensor): Activated {
  const { config } = activation;
  if (activation.backward === undefined) {
    const { value, backward } = vjp((x) => activation.forward(x, config), a);
    return { z: value, backward: (dz) => backward(dz)[0]! };
  }
  const z = activation.forward(a, config);
  return { z, backward: (dz) => activation.backward?.(dz, { a, z }, config) ?? dz };
}

/** Output activation and loss that have no kernel together, run on a view of the outputs, as the networks run them. */
export class OutsideLoss {
  readonly #output: Activation;
  readonly #loss: Loss;

  constructor(output: Activation, loss: Loss) {
    this.#output = output;
    this.#loss = loss;
  }

  predict(a: View, shape: readonly number[]): Tensor {
    return this.#output.forward(tensor(a, shape), this.#output.config);
  }

  value(a: View, shape: readonly number[], t: Tensor): number {
    const rows = this.#loss.perRow(this.predict(a, shape), t, this.#loss.config).data;
    let sum = 0;
    for (const loss of rows) sum += loss;
    return sum * this.#weight(rows.length);
  }

  /** ∂L/∂a, by the shorter way where the loss knows one for this output activation. */
  backward(a: View, shape: readonly number[], t: Tensor): Tensor {
    const { fused, config } = this.#loss;
    if (fused !== undefined && fused.link === this.#output.link) {
      return fused.backward(this.predict(a, shape), t, config);
    }
    const { z, backward } = activate(this.#output, tensor(a, shape));
    return backward(this.#loss.backward?.(z, t, config) ?? this.#derived(z, t));
  }

  /** ∂L/∂y of a loss without a backward of its own: every row counts alike. */
  #derived(y: Tensor, t: Tensor): Tensor {
    const { value, backward } = vjp((v) => this.#loss.perRow(v, t, this.#loss.config), y);
    const { length } = value.data;
    return backward(tensor(new Float64Array(length).fill(this.#weight(length))))[0]!;
  }

  #weight(rows: number): number {
    return this.#loss.reduce === 'mean' ? 1 / rows : 1;
  }
}
