import type { BilayerError } from '@bilayer/tensor';
import { backprop, eager, type Engine, type Task } from '@bilayer/training';
import { Failure } from './failure.ts';

/** Who wants the engine: the user by --engine, the checkpoint that a training goes on from, or nobody. */
export type Wish = 'said' | { readonly resumed: string } | 'default';

/** What decides whether an engine takes a training. */
export type Work = Omit<Task, 'pause'>;

export interface Found {
  readonly engine: Engine;
  /** Why it is another than the one called for. */
  readonly note?: string;
}

/**
 * The engine called `name`, or the eager one where that is wasm by default and it does not take the work. Throws a Failure
 * where it is wanted and does not.
 */
export async function engineFor(name: 'wasm' | 'eager', wish: Wish, work: Work): Promise<Found> {
  if (name === 'eager') return { engine: eager() };
  // Not loaded, and nothing compiled, by commands that do not train in it.
  const { refusal, wasm } = await import('@bilayer/wasm');
  const refused = await refusal(work);
  if (refused === undefined) return { engine: wasm() };
  const { code } = refused;
  if (code !== 'ENGINE_UNSUPPORTED' && code !== 'WASM_UNAVAILABLE') throw refused;
  const why = reasonOf(refused);
  if (wish === 'said') {
    throw new Failure(code, `--engine wasm: ${why}; leave --engine out, or say --engine eager`);
  }
  if (wish !== 'default') {
    const remedy = 'resume it on another machine, or start anew';
    throw new Failure(code, `${wish.resumed}: the training began with --engine wasm, and ${why}; ${remedy}`);
  }
  // Numerical gradients have a fast way of their own, so that nothing is lost where they are all that is refused.
  const isByGradient = (await refusal({ ...work, gradient: backprop })) === undefined;
  return { engine: eager(), ...(!isByGradient && { note: `note: trained by the eager engine: ${why}` }) };
}

/** `wasm takes networks with one hidden layer`: the first part of the engine's own message, which goes on for programmers. */
function reasonOf({ code, message }: BilayerError): string {
  if (code === 'WASM_UNAVAILABLE') return 'WebAssembly with SIMD is missing here';
  const [reason = ''] = message.replace(/^wasm: (this engine )?/, '').split(';');
  return `wasm ${reason}`;
}
