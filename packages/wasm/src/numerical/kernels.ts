import { newMemory } from '../arena.ts';
import { unavailable, unpack, type Address } from '../kernels.ts';
import { KERNELS_GZIP_BASE64 } from './kernels.data.ts';

/** The exports of the module for numerical gradients; see assembly/numerical/index.ts. `work` is the address of a Work. */
export interface NumericalKernels {
  memoryStart(): Address;
  /** Finds the evaluations of the rows in memory. */
  gather(work: Address, h: number): void;
  /** a1 of all rows. */
  sums(work: Address): void;
  /** Follows the nudges of W1 and b1 for rows [first, last) and units [from, to), `from` being even. */
  firstLayer(work: Address, first: number, last: number, from: number, to: number): void;
  /** And those of W2 and b2. */
  secondLayer(work: Address, first: number, last: number, h: number): void;
  // To be compared with the plugins themselves.
  logisticMoves(s: number, m: Address, count: number, to: Address): void;
  difference(work: Address, row: number, w: Address, moves: Address): number;
}

/** The kernels with memory of their own. One gradient at a time can be computed in it. */
export interface Numerical {
  readonly kernels: NumericalKernels;
  readonly memory: WebAssembly.Memory;
}

let compiled: Promise<WebAssembly.Module> | undefined;

/** The kernels for numerical gradients, compiled once. Throws `WASM_UNAVAILABLE`. */
export async function numericalKernels(): Promise<Numerical> {
  try {
    const module = await (compiled ??= unpack(KERNELS_GZIP_BASE64).then((bytes) =>
      WebAssembly.compile(bytes),
    ));
    const memory = newMemory(false);
    // The compiler's runtime names `abort`; kernels built without assertions do not call it.
    const abort = (): void => undefined;
    const { exports } = await WebAssembly.instantiate(module, { env: { memory, abort } });
    return { kernels: exports as unknown as NumericalKernels, memory };
  } catch (cause) {
    compiled = undefined;
    throw unavailable(cause);
  }
}
