import type { Params } from '@bilayer/models';
import type { Tensor } from '@bilayer/tensor';
import { batchOf, type GradientMethod, type Task } from '@bilayer/training';
import { numericalKernels } from './kernels.ts';
import { kernelSteps } from './steps.ts';

/** How a session takes numerical gradients. */
export interface NumericalMethod {
  /** Whether kernels take them, or the method itself does. */
  readonly gradient: 'kernel' | 'view';
  /** ∂L/∂params for training rows, in pieces. */
  steps(indices: ArrayLike<number>, params: Params): Generator<undefined, Params, undefined>;
}

// So many rows tell whether there are kernels for a network.
const TRIED_ROWS = 4;

/** The task's own method with kernels where they apply. Throws `WASM_UNAVAILABLE`. */
export async function numericalMethod({ model, data, gradient }: Task): Promise<NumericalMethod> {
  const numerical = await numericalKernels();
  const h = stepOf(gradient);
  const batch = (indices: ArrayLike<number>): { readonly x: Tensor; readonly t: Tensor } =>
    batchOf(data.train, indices, model.dtype, data.classes.length);
  const byKernels = (
    indices: ArrayLike<number>,
    params: Params,
  ): Generator<undefined, Params | undefined, undefined> => {
    const { x, t } = batch(indices);
    return kernelSteps(numerical, model, x, t, params, h);
  };

  const first = Array.from({ length: Math.min(TRIED_ROWS, data.train.length) }, (_, row) => row);
  const trial = byKernels(first, model.params);
  let tried = trial.next();
  while (tried.done !== true) tried = trial.next();
  return {
    gradient: tried.value === undefined ? 'view' : 'kernel',
    *steps(indices, params) {
      const found = yield* byKernels(indices, params);
      if (found !== undefined) return found;
      const { x, t } = batch(indices);
      return yield* gradient.steps(model, x, t, params);
    },
  };
}

function stepOf({ config }: GradientMethod): number | undefined {
  return typeof config['h'] === 'number' ? config['h'] : undefined;
}
