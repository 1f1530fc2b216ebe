import type { FloatDType, Params } from '@bilayer/models';
import { BilayerError, sizeOf, tensor } from '@bilayer/tensor';
import type { Arena } from './arena.ts';
import type { Choice } from './choose.ts';
import type { Kernels } from './kernels.ts';
import type { Plan } from './plan.ts';
import { bytesOf } from './rows.ts';

/** What lies in memory as parameters do, in panels. */
export type Block = 'now' | 'gradients' | 'slot0' | 'slot1' | 'next';

/** The blocks of parameters: taken, filled and read. */
export class ParamBlocks {
  readonly #arena: Arena;
  readonly #plan: Plan;
  readonly #kernels: Kernels;
  readonly #dtype: FloatDType;
  readonly #shapes: Readonly<Record<string, readonly number[]>>;
  readonly #count: number;
  /** Parameters on their way in or out, row-major. */
  readonly #flat: number;
  readonly #slots: number;

  constructor(arena: Arena, plan: Plan, kernels: Kernels, dtype: FloatDType, choice: Choice, bytes: number) {
    const [inputs, hidden, outputs] = choice.parts.sizes;
    this.#arena = arena;
    this.#plan = plan;
    this.#kernels = kernels;
    this.#dtype = dtype;
    this.#shapes = { W1: [inputs, hidden], b1: [hidden], W2: [hidden, outputs], b2: [outputs] };
    this.#count = Object.values(this.#shapes).reduce((sum, shape) => sum + sizeOf(shape), 0);
    this.#flat = arena.take(this.#count * bytesOf(dtype));
    this.#slots = choice.optimizer.slots.length;
    plan.set({ now: arena.take(bytes), next: arena.take(bytes) });
    // SGD needs no gradient in memory.
    if (choice.optimizer.kind !== 0) plan.set({ gradients: arena.take(bytes) });
    if (this.#slots > 0) plan.set({ slot0: arena.take(bytes), nextSlot0: arena.take(bytes) });
    if (this.#slots > 1) plan.set({ slot1: arena.take(bytes), nextSlot1: arena.take(bytes) });
  }

  /** A copy. */
  read(block: Block): Params {
    this.#kernels.copyParams(this.#plan.at, this.#plan.get(block), this.#flat, true);
    const all = this.#arena.floats(this.#dtype, this.#flat, this.#count);
    let from = 0;
    return Object.fromEntries(
      Object.entries(this.#shapes).map(([name, shape]) => [
        name,
        tensor(all.slice(from, (from += sizeOf(shape))), shape),
      ]),
    );
  }

  /** Throws `BAD_STATE` for params of other names and sizes. */
  write(block: Block, params: Params): void {
    const all = this.#arena.floats(this.#dtype, this.#flat, this.#count);
    let from = 0;
    for (const [name, shape] of Object.entries(this.#shapes)) {
      const given = params[name];
      if (given?.data.length !== sizeOf(shape)) {
        throw new BilayerError(
          'BAD_STATE',
          `wasm: the state needs ${name} [${shape.join(', ')}]; got ${given === undefined ? 'none' : `[${given.shape.join(', ')}]`}`,
        );
      }
      all.set(given.data, from);
      from += sizeOf(shape);
    }
    this.#kernels.copyParams(this.#plan.at, this.#plan.get(block), this.#flat, false);
  }

  /** The outcome of a step becomes the state: the blocks change places. */
  accept(): void {
    const plan = this.#plan;
    plan.set({ now: plan.get('next'), next: plan.get('now') });
    if (this.#slots > 0) plan.set({ slot0: plan.get('nextSlot0'), nextSlot0: plan.get('slot0') });
    if (this.#slots > 1) plan.set({ slot1: plan.get('nextSlot1'), nextSlot1: plan.get('slot1') });
  }
}
