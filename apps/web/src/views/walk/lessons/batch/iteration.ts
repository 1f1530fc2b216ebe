import type { TwoLayerParams } from '@bilayer/models';
import { BilayerError, randomState, take, type RandomState, type Tensor } from '@bilayer/tensor';
import { updated } from '../../net/params.ts';
import type { Small } from '../../net/small.ts';
import { lossOfLabels } from '../loss/numpy.ts';

/** Rows in a batch of the five flowers. */
const BATCH_SIZE = 2;
export const RATE = 0.1;

/** All that happens in one time round the loop of `train`. */
export interface Iteration {
  readonly mask: Tensor;
  readonly xBatch: Tensor;
  readonly tBatch: Tensor;
  readonly before: TwoLayerParams;
  /** Of these two there are none where the library refuses the batch. */
  readonly grad?: TwoLayerParams;
  readonly after?: TwoLayerParams;
  /** What the library says then, and NumPy. */
  readonly error?: string;
  readonly numpy?: string;
}

function once({ net, x, t }: Small, before: TwoLayerParams, random: RandomState, isSlip: boolean): Iteration {
  const mask = random.choice(x.shape[0] ?? 0, BATCH_SIZE);
  const xBatch = take(x, mask);
  const tBatch = take(isSlip ? x : t, mask);
  const batch = { mask, xBatch, tBatch, before };
  try {
    const grad = net.gradient(xBatch, tBatch, before);
    return { ...batch, grad, after: updated(before, grad, RATE) };
  } catch (error) {
    if (!(error instanceof BilayerError)) throw error;
    const numpy = lossOfLabels(net.predict(xBatch, before), tBatch);
    return { ...batch, error: error.message, ...('error' in numpy && { numpy: numpy.error }) };
  }
}

/** The time round the loop with that number, from 0; rows are drawn by the seed. `isSlip`: `t_batch` is cut out of x in it. */
export function iteration(small: Small, number: number, isSlip: boolean): Iteration {
  const random = randomState(small.seed);
  let params = small.net.params;
  for (let i = 0; i < number; i++) params = once(small, params, random, false).after ?? params;
  return once(small, params, random, isSlip);
}
