import { BilayerError } from '@bilayer/tensor';
import { KERNELS_GZIP_BASE64 } from './kernels.data.ts';

/** An address in the memory of the kernels. */
export type Address = number;

/** The exports of the module for one dtype; see assembly/index.ts. `plan` is the address of a Plan. */
export interface Kernels {
  /** A whole step, with all threads. */
  step(plan: Address): void;
  /** Classifies the batch, with all threads: how many rows are right stands in the plan. */
  evaluate(plan: Address): void;
  /** What another thread does until `quit`. */
  serve(plan: Address, thread: number): void;
  /** Copies parameters to (`out`) and from row-major arrays at `flat`; z or da likewise. */
  copyParams(plan: Address, params: Address, flat: Address, out: boolean): void;
  copyUnits(plan: Address, units: Address, flat: Address, out: boolean): void;
  // The phases of a step, by one thread, for a caller that does some of the work itself.
  gather(plan: Address): void;
  hiddenSums(plan: Address, params: Address): void;
  hiddenActivation(plan: Address, slope: boolean): void;
  output(plan: Address, params: Address): void;
  backward(plan: Address): void;
  update(plan: Address): void;
  sumOfLosses(plan: Address): number;
  parametersFinite(plan: Address): number;
  outputRight(plan: Address): number;
  /** Predictions: the rows at `plan.x` as entries; all the way to `plan.y`; what another thread does with two pieces. */
  scan(plan: Address): void;
  predict(plan: Address): void;
  servePieces(first: Address, second: Address): void;
  // For tests.
  activate(kind: number, z: Address, slope: Address, size: number, setting: number): void;
  exp(at: Address, size: number): void;
  log(x: number): number;
}

export interface Instance {
  readonly float32: Kernels;
  readonly float64: Kernels;
  memoryStart(): Address;
  quit(plan: Address): void;
}

const compiled = new Map<boolean, Promise<WebAssembly.Module>>();

/**
 * The kernels as a module for memory of its own or for `shared` memory, compiled once. Throws `WASM_UNAVAILABLE` where WebAssembly or its 128-bit vectors are missing.
 */
export function compile(shared: boolean): Promise<WebAssembly.Module> {
  const known = compiled.get(shared);
  if (known !== undefined) return known;
  const module = unpack()
    .then((bytes) => WebAssembly.compile(shared ? withSharedMemory(bytes) : bytes))
    .catch((cause: unknown) => {
      compiled.delete(shared);
      throw unavailable(cause);
    });
  compiled.set(shared, module);
  return module;
}

/** What the module says of the memory it imports: name, kind (2: memory), and flags (1: has a maximum; 2: shared). */
const MEMORY_IMPORT = Uint8Array.from('\x06memory\x02\x01', (character) => character.charCodeAt(0));

/** The same module for shared memory: one bit is another. */
function withSharedMemory(module: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const at = module.findIndex((_, i) => MEMORY_IMPORT.every((byte, k) => module[i + k] === byte));
  const changed = module.slice();
  changed[at + MEMORY_IMPORT.length - 1] = 3;
  return changed;
}

function unavailable(cause: unknown): BilayerError {
  return new BilayerError(
    'WASM_UNAVAILABLE',
    'wasm: this engine needs WebAssembly with 128-bit SIMD, which is missing here (or forbidden by a content security ' +
      "policy without 'wasm-unsafe-eval'); use eager() of @bilayer/training instead",
    { cause },
  );
}

export async function unpack(): Promise<Uint8Array<ArrayBuffer>> {
  const packed = Uint8Array.from(atob(KERNELS_GZIP_BASE64), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The kernels at work on `memory`. */
export async function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): Promise<Instance> {
  // The compiler's runtime names `abort`; kernels built without assertions do not call it.
  const abort = (): never => {
    throw new Error('wasm: a kernel gave up');
  };
  const { exports } = await WebAssembly.instantiate(module, { env: { memory, abort } });
  const all = exports as Readonly<Record<string, (...args: number[]) => number>>;
  const of = (bits: 32 | 64): Kernels =>
    Object.fromEntries(
      Object.entries(all)
        .filter(([name]) => name.endsWith(String(bits)))
        .map(([name, f]) => [name.slice(0, -2), f]),
    ) as unknown as Kernels;
  const { memoryStart, quit } = all as unknown as Pick<Instance, 'memoryStart' | 'quit'>;
  return { float32: of(32), float64: of(64), memoryStart, quit };
}
