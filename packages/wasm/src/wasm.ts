import { BilayerError } from '@bilayer/tensor';
import type { Engine, Session, Task } from '@bilayer/training';
import { Arena, newMemory } from './arena.ts';
import { partsOf, type Description } from './choose.ts';
import { compile, instantiate } from './kernels.ts';
import { openSession } from './session.ts';

export interface WasmSession extends Session {
  /** Which parts of the step kernels compute, and how. */
  readonly description: Description;
}

export interface WasmEngine extends Engine {
  prepare(task: Task): Promise<WasmSession>;
}

/**
 * The engine in WebAssembly: gather, forward, loss, backward and optimizer run in memory of its own, in float32 or float64.
 * Takes networks with one hidden layer and gradients by backprop; `prepare` throws `ENGINE_UNSUPPORTED` for others, and
 * `WASM_UNAVAILABLE` where WebAssembly or its SIMD is missing.
 */
export function wasm(): WasmEngine {
  return { contract: 1, name: 'wasm', prepare };
}

async function prepare(task: Task): Promise<WasmSession> {
  const parts = partsOf(task);
  const module = await compile();
  const memory = newMemory(false);
  const instance = await instantiate(module, memory);
  const arena = new Arena(memory, instance.memoryStart());
  return openSession({ task, parts, arena, instance });
}

/** What a failed step throws. */
export function notFinite(loss: number): BilayerError {
  const what = Number.isFinite(loss) ? 'a parameter is no longer a finite number' : `the loss became ${loss}`;
  return new BilayerError(
    'NOT_FINITE',
    `train: ${what} in this step; the parameters from before it are kept. Most often the learning rate is too high ` +
      '(try a tenth), or the features are not scaled (divide them by their largest value)',
  );
}
