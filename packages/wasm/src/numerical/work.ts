import type { Arena } from '../arena.ts';
import type { Address } from '../kernels.ts';

/** The members of a Work in the order of assembly/numerical/work.ts; a test compares them. */
export const WORK = [
  'rows',
  'inputs',
  'hidden',
  'outputs',
  'pitch',
  'kind',
  'hiddenKind',
  'far',
  'row',
  'hitCount',
  'x',
  'W1',
  'W2',
  'largest',
  'units',
  'starts',
  'values',
  'moves',
  'exponentials',
  'entryStarts',
  'entries',
  'table',
  'slots',
  'given',
  'givenPitch',
  'p',
  'q',
  'r',
  't',
  'program',
  'moved',
  'differences',
  'unit',
  'hits',
  'spare',
  'total1',
  'total2',
] as const;

type Member = (typeof WORK)[number];

/** Numbers of a network, and how many rows of a batch and vectors of given moves are in memory at a time. */
export interface Sizes {
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
  readonly rows: number;
  readonly given: number;
}

/** The fewest vectors of moves that there are: kernels read so many at a time. */
export const MOVED = 10;

/** What the kernels work on, laid out in memory: see assembly/numerical/work.ts. */
export class Work {
  readonly at: Address;
  readonly pitch: number;
  readonly #arena: Arena;

  constructor(arena: Arena, { inputs, hidden, outputs, rows, given }: Sizes) {
    this.#arena = arena;
    this.at = arena.take(WORK.length * 4);
    this.pitch = Math.ceil(hidden / 2) * 2;
    const evaluations = rows * (inputs + 1);
    let slots = 2;
    while (slots < 2 * (inputs + 1)) slots *= 2;
    const numbers: Partial<Record<Member, number>> = {
      x: rows * inputs,
      W1: (inputs + 1) * this.pitch,
      W2: hidden * outputs,
      largest: hidden,
      units: rows * this.pitch,
      starts: rows + 1,
      values: evaluations,
      moves: 2 * evaluations + 2,
      exponentials: 2 * evaluations + 2,
      entryStarts: rows + 1,
      entries: evaluations,
      table: slots,
      given: 2 * given,
      p: rows * outputs,
      q: 2 * rows * outputs,
      r: rows * outputs,
      t: rows * outputs,
      moved: 2 * (Math.max(inputs, hidden) + MOVED),
      differences: (inputs + 3) * this.pitch + hidden + 2,
      unit: outputs,
      hits: outputs,
      spare: 2 * outputs,
      total1: (inputs + 1) * this.pitch,
      total2: (hidden + 1) * outputs,
    };
    const counts = { inputs, hidden, outputs, pitch: this.pitch * 8, slots, far: 0 };
    const addresses = Object.entries(numbers).map(([name, count]) => [name, arena.take(count * 8)] as const);
    // From here on the memory does not grow.
    this.set({ ...counts, ...Object.fromEntries(addresses) });
    for (const name of ['unit', 'total1', 'total2'] as const) this.numbers(name, numbers[name] ?? 0).fill(0);
  }

  /** More memory, of zeros or not. Views of it from before are no longer good. */
  take(bytes: number): Address {
    return this.#arena.take(bytes);
  }

  get memory(): ArrayBuffer {
    return this.#arena.memory.buffer;
  }

  get(name: Member): number {
    return this.#words()[WORK.indexOf(name)]!;
  }

  set(members: Readonly<Partial<Record<Member, number>>>): void {
    const words = this.#words();
    for (const [name, value] of Object.entries(members)) words[WORK.indexOf(name as Member)] = value;
  }

  /** `count` numbers at the address that `name` holds. */
  numbers(name: Member, count: number): Float64Array {
    return new Float64Array(this.#arena.memory.buffer, this.get(name), count);
  }

  words(name: Member, count: number): Int32Array {
    return new Int32Array(this.#arena.memory.buffer, this.get(name), count);
  }

  #words(): Int32Array {
    return this.#arena.words(this.at, WORK.length);
  }
}
