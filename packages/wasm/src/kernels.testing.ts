import type { FloatDType } from '@bilayer/models';
import { Arena, newMemory } from './arena.ts';
import { compile, instantiate, type Kernels } from './kernels.ts';
import { Plan, PLAN_BYTES } from './plan.ts';

/** Kernels with memory of their own. */
export interface Bench {
  readonly kernels: Kernels;
  readonly arena: Arena;
  readonly plan: Plan;
}

export async function newBench(dtype: FloatDType): Promise<Bench> {
  const memory = newMemory(false);
  const kernels = await instantiate(await compile(dtype, false), memory);
  const arena = new Arena(memory, kernels.memoryStart());
  return { kernels, arena, plan: new Plan(memory, arena.take(PLAN_BYTES)) };
}
