/** The members of a Plan in the order of assembly/plan.ts; a test compares them. */
export const NUMBERS = ['scale', 'o0', 'o1', 'o2', 'o3', 'o4', 'lossSetting', 'decay', 'loss'] as const;

export const WORDS = [
  'threads',
  'panels',
  'width',
  'inputs',
  'hidden',
  'outputs',
  'rows',
  'capacity',
  'hiddenKind',
  'outputKind',
  'lossKind',
  'optimizerKind',
  'sparse',
  'right',
  'bad0',
  'bad1',
  'maySleep',
  'lossWanted',
  'now',
  'next',
  'gradients',
  'slot0',
  'slot1',
  'nextSlot0',
  'nextSlot1',
  'z',
  'da',
  'y',
  'dy',
  'rowLoss',
  'batch',
  'labels',
  'offsets',
  'indices',
  'bytes',
  'table',
  'entries',
  'entriesStride',
  'starts',
  'ends',
  'endsStride',
  'partRows',
  'sorted',
  'sortedStride',
  'features',
  'featureBytes',
  'x',
  'xStride',
  'program',
  'valueEnd',
  'slopeEnd',
  'registers',
  'registersStride',
  'valueAt',
  'slopeAt',
  'zeros',
  'barrier',
] as const;

export type NumberName = (typeof NUMBERS)[number];
export type WordName = (typeof WORDS)[number];

export const PLAN_BYTES: number = NUMBERS.length * 8 + WORDS.length * 4;

const numberAt = new Map<string, number>(NUMBERS.map((name, i) => [name, i * 8]));
const wordAt = new Map<string, number>(WORDS.map((name, i) => [name, NUMBERS.length * 8 + i * 4]));

/** A Plan in memory, where kernels find everything. */
export class Plan {
  readonly at: number;
  readonly #memory: WebAssembly.Memory;

  constructor(memory: WebAssembly.Memory, at: number) {
    this.#memory = memory;
    this.at = at;
  }

  get(name: WordName): number {
    return this.#view().getInt32(this.addressOf(name), true);
  }

  addressOf(name: WordName): number {
    return this.at + (wordAt.get(name) ?? 0);
  }

  set(words: Readonly<Partial<Record<WordName, number>>>): void {
    const view = this.#view();
    for (const [name, value] of Object.entries(words))
      view.setInt32(this.at + (wordAt.get(name) ?? 0), value, true);
  }

  number(name: NumberName): number {
    return this.#view().getFloat64(this.at + (numberAt.get(name) ?? 0), true);
  }

  setNumbers(numbers: Readonly<Partial<Record<NumberName, number>>>): void {
    const view = this.#view();
    for (const [name, value] of Object.entries(numbers)) {
      view.setFloat64(this.at + (numberAt.get(name) ?? 0), value, true);
    }
  }

  // Memory that grows gets a new buffer.
  #view(): DataView {
    return new DataView(this.#memory.buffer);
  }
}
