import type { FloatDType } from '@bilayer/models';
import { BilayerError } from '@bilayer/tensor';
import type { Address } from './kernels.ts';

const PAGE = 65536;
/** A cache line, so that threads that write side by side do not share one. */
const ALIGNMENT = 64;
const MAXIMUM_PAGES = 32768;

/** Memory handed out piece by piece and given back all at once, when nobody holds it any more. */
export class Arena {
  readonly memory: WebAssembly.Memory;
  #next: Address;

  constructor(memory: WebAssembly.Memory, start: Address) {
    this.memory = memory;
    this.#next = start;
  }

  /** `bytes` bytes of zeros. Throws `OUT_OF_MEMORY`. */
  take(bytes: number): Address {
    const at = Math.ceil(this.#next / ALIGNMENT) * ALIGNMENT;
    // Kernels work on whole vectors and may read one beyond the end.
    this.#next = at + bytes + 16;
    const missing = Math.ceil((this.#next - this.memory.buffer.byteLength) / PAGE);
    if (missing > 0) {
      try {
        this.memory.grow(missing);
      } catch (cause) {
        throw new BilayerError(
          'OUT_OF_MEMORY',
          `wasm: ${this.#next} bytes are needed, more than this machine or WebAssembly gives; use eager(), or less data`,
          { cause },
        );
      }
    }
    return at;
  }

  /** The bytes at `at`, valid until the next `take`. */
  bytes(at: Address, length: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, at, length);
  }

  words(at: Address, length: number): Int32Array {
    return new Int32Array(this.memory.buffer, at, length);
  }

  shorts(at: Address, length: number): Uint16Array {
    return new Uint16Array(this.memory.buffer, at, length);
  }

  floats(dtype: FloatDType, at: Address, length: number): Float32Array | Float64Array {
    const FloatArray = dtype === 'float32' ? Float32Array : Float64Array;
    return new FloatArray(this.memory.buffer, at, length);
  }
}

/** Memory that begins with one page and grows; `shared` between threads. */
export function newMemory(shared: boolean): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: 1, maximum: MAXIMUM_PAGES, shared });
}
