import type { FloatDType } from '@bilayer/models';
import type { TypedArray } from '@bilayer/tensor';
import type { Arena } from './arena.ts';
import type { Panels } from './layout.ts';
import type { View } from './outside.ts';
import { Plan, PLAN_BYTES, type WordName } from './plan.ts';
import { bytesOf } from './rows.ts';

// What a piece waits for: as in assembly/predict.ts.
const FREE = 0;
const FULL = 1;
const TAKEN = 2;
const DONE = 3;
const QUIT = 4;

// How often a thread looks before it sleeps.
const SPINS = 20_000;

/** What the pieces of a predictor have in common. */
export interface PieceForm {
  readonly sizes: readonly [inputs: number, hidden: number, outputs: number];
  readonly dtype: FloatDType;
  readonly panels: Panels;
  /** The rows that a piece holds, a multiple of 4. */
  readonly capacity: number;
  /** What else its plan says. */
  readonly words: Readonly<Partial<Record<WordName, number>>>;
}

/** Takes what a piece needs, and writes it into a plan of its own. */
export function takePiece(arena: Arena, { sizes, dtype, panels, capacity, words }: PieceForm): Plan {
  const [inputs, hidden, outputs] = sizes;
  const size = bytesOf(dtype);
  const plan = new Plan(arena.memory, arena.take(PLAN_BYTES));
  plan.set({
    ...words,
    ...{ ...panels, inputs, hidden, outputs, capacity, threads: 1, sparse: 1, barrier: arena.take(4) },
    // Kernels look at 64 numbers at a time.
    x: arena.take((capacity * inputs + 64) * size),
    entries: arena.take(capacity * (inputs + 1) * 2 * size),
    starts: arena.take(capacity * 8),
    z: arena.take(capacity * panels.panels * panels.width * 16),
    y: arena.take(capacity * outputs * size),
  });
  return plan;
}

/** Some rows on their way through the kernels. */
export class Piece {
  readonly plan: Plan;
  readonly #inputs: number;
  readonly #x: View;
  readonly #bytes: Uint8Array;
  readonly #y: View;
  readonly #outputs: number;
  readonly #state: Int32Array;
  readonly #words: Readonly<Record<'rows' | 'featureBytes', Int32Array>>;
  /** The first of its rows, and how many there are. */
  #first = 0;
  #rows = 0;

  /** To be made after the last `take`: memory that grows leaves views behind. */
  constructor(arena: Arena, plan: Plan, { sizes: [inputs, , outputs], dtype, capacity }: PieceForm) {
    this.plan = plan;
    this.#inputs = inputs;
    this.#outputs = outputs;
    this.#x = arena.floats(dtype, plan.get('x'), capacity * inputs);
    this.#bytes = arena.bytes(plan.get('x'), capacity * inputs);
    this.#y = arena.floats(dtype, plan.get('y'), capacity * outputs);
    this.#state = arena.words(plan.get('barrier'), 1);
    const word = (name: WordName): Int32Array => arena.words(plan.addressOf(name), 1);
    this.#words = { rows: word('rows'), featureBytes: word('featureBytes') };
  }

  /** Copies in rows of x, `rows` from `first` on. Bytes stay bytes if `asBytes`; else numbers become the network's dtype. */
  load(x: TypedArray, first: number, rows: number, asBytes: boolean): void {
    const [from, to] = [first * this.#inputs, (first + rows) * this.#inputs];
    const into = asBytes ? this.#bytes : this.#x;
    into.set(to - from === x.length ? x : x.subarray(from, to));
    this.#words.rows[0] = this.#rows = rows;
    this.#words.featureBytes[0] = into.BYTES_PER_ELEMENT;
    this.#first = first;
  }

  /** Its outputs, valid until the next `load`. */
  outputs(): View {
    const length = this.#rows * this.#outputs;
    return length === this.#y.length ? this.#y : this.#y.subarray(0, length);
  }

  /** Copies its outputs to where they belong in y. */
  collect(y: View): void {
    y.set(this.outputs(), this.#first * this.#outputs);
  }

  get free(): boolean {
    return Atomics.load(this.#state, 0) === FREE;
  }

  /** Leaves it to the other thread. */
  give(): void {
    Atomics.store(this.#state, 0, FULL);
    Atomics.notify(this.#state, 0);
  }

  /** Whether the other thread has not begun with it: then it is free. */
  takeBack(): boolean {
    return Atomics.compareExchange(this.#state, 0, FULL, FREE) === FULL;
  }

  /** Whether the other thread has done it: then it is free. */
  finished(): boolean {
    return Atomics.compareExchange(this.#state, 0, DONE, FREE) === DONE;
  }

  /** Waits, for the most part awake, until the other thread has done what it has begun. */
  finish(maySleep: boolean): void {
    for (let spins = SPINS; !this.finished(); spins--) {
      if (spins < 0 && maySleep) Atomics.wait(this.#state, 0, TAKEN, 1);
    }
  }

  quit(): void {
    Atomics.store(this.#state, 0, QUIT);
    Atomics.notify(this.#state, 0);
  }
}
