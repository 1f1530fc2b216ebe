import { BilayerError } from '@bilayer/tensor';
import type { Task } from '@bilayer/training';
import { choose, isInside } from './choose.ts';
import { mayShare } from './helper.ts';
import { compile } from './kernels.ts';

/**
 * Why `wasm()` would not take a task, as the error that it would throw: `ENGINE_UNSUPPORTED` for a network, a gradient method
 * or data that it does not take, `WASM_UNAVAILABLE` where WebAssembly or its SIMD is missing, `NO_LOSS`. Undefined where
 * it would take it; what was compiled to find out serves `prepare`, too.
 */
export async function refusal(task: Omit<Task, 'pause'>): Promise<BilayerError | undefined> {
  try {
    const choice = choose(task);
    if (choice.sparse && !(task.data.test.features instanceof Uint8Array)) {
      return new BilayerError(
        'ENGINE_UNSUPPORTED',
        'wasm: this engine takes two splits of one kind; here the training split has bytes and the test split floats; ' +
          'give both alike, or use eager() of @bilayer/training for that',
      );
    }
    await compile(task.model.dtype, isInside(choice) && choice.threads === 2 && mayShare());
    return undefined;
  } catch (error) {
    if (error instanceof BilayerError) return error;
    throw error;
  }
}
