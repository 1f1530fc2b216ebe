import { eager, type Engine, type Task } from '@bilayer/training';
import { refusal, wasm } from '@bilayer/wasm';
import type { Run } from '../state/state.ts';

/** The engine called `name`, or the eager one where WebAssembly with SIMD is missing. */
export async function engineFor(name: Run['engine'], task: Omit<Task, 'pause'>): Promise<Engine> {
  if (name === 'eager') return eager();
  const refused = await refusal(task);
  if (refused === undefined) return wasm();
  if (refused.code === 'WASM_UNAVAILABLE') return eager();
  throw refused;
}
