import { BilayerError } from '@bilayer/tensor';
import type { Engine, Session, Task } from '@bilayer/training';
import { Arena, newMemory } from './arena.ts';
import { choose, isInside, OUTSIDE, type Description } from './choose.ts';
import { mayShare, startHelper } from './helper.ts';
import { compile, instantiate } from './kernels.ts';
import { Plan, PLAN_BYTES } from './plan.ts';
import { openSession } from './session.ts';

export interface WasmOptions {
  /**
   * Two threads share each step where memory can be shared: in Node, and in pages that are cross-origin isolated. The
   * results are the same to the bit. Default: 2 where the network is large enough to gain by it.
   */
  readonly threads?: 1 | 2;
}

export interface WasmSession extends Session {
  /** Which parts of the step kernels compute, and how. */
  readonly description: Description;
}

export interface WasmEngine extends Engine {
  prepare(task: Task): Promise<WasmSession>;
}

// Two cache lines: see assembly/threads.ts.
const BARRIER_BYTES = 128;

/**
 * The engine in WebAssembly: gather, forward, loss, backward and optimizer run in memory of its own, in float32 or float64.
 * Takes networks with one hidden layer and gradients by backprop; `prepare` throws `ENGINE_UNSUPPORTED` for others, and
 * `WASM_UNAVAILABLE` where WebAssembly or its SIMD is missing.
 */
export function wasm({ threads }: WasmOptions = {}): WasmEngine {
  if (threads !== undefined && ![1, 2].includes(threads)) {
    throw new BilayerError('BAD_ARGUMENT', `wasm: threads is 1 or 2; got ${String(threads)}`);
  }
  return { contract: 1, name: 'wasm', prepare: (task) => prepare(task, threads) };
}

async function prepare(task: Task, threads: 1 | 2 | undefined): Promise<WasmSession> {
  const { dtype } = task.model;
  let choice = choose(task);
  // Pages load this for activations without kernel only.
  const programs = choice.hidden.kind === OUTSIDE ? await import('./stored-program.ts') : undefined;
  if (programs !== undefined) choice = programs.withProgram(choice, dtype);
  const shared = isInside(choice) && (threads ?? choice.threads) === 2 && mayShare();
  const module = await compile(dtype, shared);
  const memory = newMemory(shared);
  const kernels = await instantiate(module, memory);
  const arena = new Arena(memory, kernels.memoryStart());
  const plan = new Plan(memory, arena.take(PLAN_BYTES));
  plan.set({ barrier: arena.take(BARRIER_BYTES) });
  const { program } = choice.hidden;
  if (programs !== undefined && program !== undefined) {
    programs.storeProgram(arena, plan, dtype, program);
    if (!programs.agrees(arena, plan, kernels, dtype, choice.parts.hidden))
      choice = programs.withView(choice);
  }
  const helper =
    shared && isInside(choice)
      ? startHelper({ module, memory, serve: 'serve', args: [plan.at, 1] })
      : undefined;
  return openSession({ task, choice, arena, plan, kernels, helper });
}
