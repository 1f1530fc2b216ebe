import type { FloatDType } from '@bilayer/models';
import { sizeOf, tensor, type Tensor } from '@bilayer/tensor';
import type { Arena } from './arena.ts';
import { OUTSIDE, type Choice } from './choose.ts';
import type { Address, Kernels } from './kernels.ts';
import { activate, OutsideLoss, type Activated, type View } from './outside.ts';
import type { Plan } from './plan.ts';
import { bytesOf } from './rows.ts';

/** The passes of a step of which plugins do a part, on views of the engine's memory; kernels do the rest. */
export class Passes {
  readonly #arena: Arena;
  readonly #plan: Plan;
  readonly #kernels: Kernels;
  readonly #dtype: FloatDType;
  readonly #choice: Choice;
  readonly #loss: OutsideLoss | undefined;
  #activated: Activated | undefined;
  /** Hidden units, row-major, for the activation. */
  #units: Address = 0;
  #capacity = 0;

  constructor(arena: Arena, plan: Plan, kernels: Kernels, dtype: FloatDType, choice: Choice) {
    this.#arena = arena;
    this.#plan = plan;
    this.#kernels = kernels;
    this.#dtype = dtype;
    this.#choice = choice;
    const { output, loss } = choice.parts;
    this.#loss = choice.output.kind === OUTSIDE ? new OutsideLoss(output, loss) : undefined;
  }

  /** From the rows to the outputs, before their activation where that is outside. */
  forward(params: Address, keep: boolean): void {
    const { at } = this.#plan;
    this.#kernels.hiddenSums(at, params);
    if (this.#choice.hidden.kind === OUTSIDE) this.#activate(keep);
    this.#kernels.hiddenActivation(at, keep);
    this.#kernels.output(at, params);
  }

  /** From the loss back to the hidden units. */
  backward(t: () => Tensor): void {
    const shape = this.#outputShape();
    if (this.#loss !== undefined) {
      const dy = this.#loss.backward(this.#outputs(), shape, t());
      this.#view(this.#plan.get('dy'), shape).set(dy.data);
    }
    this.#kernels.backward(this.#plan.at);
    if (this.#activated === undefined) return;
    const { backward } = this.#activated;
    this.#change('da', (dz) => backward(dz));
    this.#activated = undefined;
  }

  /** The sum of the rows' losses, or the loss itself where that is outside. */
  loss(t: () => Tensor): number {
    if (this.#loss === undefined) return this.#kernels.sumOfLosses(this.#plan.at);
    return this.#loss.value(this.#outputs(), this.#outputShape(), t());
  }

  /** How many rows are classified right; `labels` of the rows. */
  right(labels: ArrayLike<number>): number {
    const plan = this.#plan;
    this.#kernels.hiddenSums(plan.at, plan.get('now'));
    if (this.#choice.hidden.kind === OUTSIDE) this.#activate(false);
    this.#kernels.hiddenActivation(plan.at, false);
    if (this.#loss === undefined) return this.#kernels.outputRight(plan.at);
    this.#kernels.output(plan.at, plan.get('now'));
    return countRight(this.#loss.predict(this.#outputs(), this.#outputShape()), labels);
  }

  #activate(keep: boolean): void {
    this.#change('z', (a) => {
      // For the way back a is wanted again, when z stands in its place.
      const activated = activate(this.#choice.parts.hidden, keep ? tensor(a.data.slice(), a.shape) : a);
      if (keep) this.#activated = activated;
      return activated.z;
    });
  }

  /** Replaces the hidden units of z or da by what `f` makes of them. */
  #change(units: 'z' | 'da', f: (x: Tensor) => Tensor): void {
    const plan = this.#plan;
    const shape = [plan.get('rows'), this.#choice.parts.sizes[1]];
    if (plan.get('capacity') > this.#capacity) {
      this.#capacity = plan.get('capacity');
      this.#units = this.#arena.take(this.#capacity * this.#choice.parts.sizes[1] * bytesOf(this.#dtype));
    }
    this.#kernels.copyUnits(plan.at, plan.get(units), this.#units, true);
    const view = this.#view(this.#units, shape);
    view.set(f(tensor(view, shape)).data);
    this.#kernels.copyUnits(plan.at, plan.get(units), this.#units, false);
  }

  #outputShape(): readonly number[] {
    return [this.#plan.get('rows'), this.#choice.parts.sizes[2]];
  }

  #outputs(): View {
    return this.#view(this.#plan.get('y'), this.#outputShape());
  }

  #view(at: Address, shape: readonly number[]): View {
    return this.#arena.floats(this.#dtype, at, sizeOf(shape));
  }
}

/** How many rows of y [N, O] have their largest number at the label; a single output says 1 from ½ on. */
function countRight({ data, shape: [rows = 0, outputs = 0] }: Tensor, labels: ArrayLike<number>): number {
  let right = 0;
  for (let n = 0; n < rows; n++) {
    let best = outputs === 1 && data[n]! >= 0.5 ? 1 : 0;
    for (let k = 1; k < outputs; k++) if (data[n * outputs + k]! > data[n * outputs + best]!) best = k;
    if (best === labels[n]) right++;
  }
  return right;
}
