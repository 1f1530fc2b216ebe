import type { FloatDType } from '@bilayer/models';
import { BilayerError } from '@bilayer/tensor';
import { nodeModule } from './node.ts';

/** An address in the memory of the kernels. */
export type Address = number;

/** The exports of a module, which is for one dtype; see assembly/index.ts. `plan` is the address of a Plan. */
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
  /** Σ W² of the new parameters. */
  sumOfSquares(plan: Address): number;
  parametersFinite(plan: Address): number;
  outputRight(plan: Address): number;
  /** Predictions: the rows at `plan.x` as entries; all the way to `plan.y`; what another thread does with two pieces. */
  scan(plan: Address): void;
  predict(plan: Address): void;
  servePieces(first: Address, second: Address): void;
  /** Programs and kernels of hidden activations on `size` bytes of vectors: z in place of a, the slope unless that is 0. */
  runProgram(plan: Address, z: Address, slope: Address, size: number): void;
  activate(kind: number, z: Address, slope: Address, size: number): void;
  memoryStart(): Address;
  quit(plan: Address): void;
}

const compiled = new Map<string, Promise<WebAssembly.Module>>();

/**
 * The kernels for one dtype as a module for memory of its own or for `shared` memory, compiled once. Throws
 * `WASM_UNAVAILABLE` where WebAssembly or its 128-bit vectors are missing.
 */
export async function compile(dtype: FloatDType, shared: boolean): Promise<WebAssembly.Module> {
  const packed = await embedded(dtype);
  const key = `${dtype} ${shared}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const module = unpack(packed)
    .then((bytes) => WebAssembly.compile(shared ? withSharedMemory(bytes) : bytes))
    .catch((cause: unknown) => {
      compiled.delete(key);
      throw unavailable(cause);
    });
  compiled.set(key, module);
  return module;
}

/** The kernels that the package has for a dtype, packed. A page loads those of the dtypes that it trains in. */
async function embedded(dtype: FloatDType): Promise<string> {
  const { KERNELS_GZIP_BASE64 } = await (dtype === 'float32'
    ? import('./kernels32.data.ts')
    : import('./kernels64.data.ts'));
  return KERNELS_GZIP_BASE64;
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

export function unavailable(cause: unknown): BilayerError {
  return new BilayerError(
    'WASM_UNAVAILABLE',
    'wasm: this engine needs WebAssembly with 128-bit SIMD, which is missing here (or forbidden by a content security ' +
      "policy without 'wasm-unsafe-eval'); use eager() of @bilayer/training instead",
    { cause },
  );
}

/** The bytes of an embedded module. */
export async function unpack(base64: string): Promise<Uint8Array<ArrayBuffer>> {
  const text = atob(base64);
  const packed = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) packed[i] = text.charCodeAt(i);
  // Node takes 40 ms to load its streams and Response.
  const zlib = nodeModule('node:zlib') as { gunzipSync(bytes: Uint8Array): Uint8Array } | undefined;
  if (zlib !== undefined) return new Uint8Array(zlib.gunzipSync(packed));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The kernels at work on `memory`. */
export async function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): Promise<Kernels> {
  // The compiler's runtime names `abort`; kernels built without assertions do not call it.
  const abort = (): never => {
    throw new Error('wasm: a kernel gave up');
  };
  const { exports } = await WebAssembly.instantiate(module, { env: { memory, abort } });
  return exports as unknown as Kernels;
}
