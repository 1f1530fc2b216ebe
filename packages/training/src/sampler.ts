import type { RandomState } from '@bilayer/tensor';

/** 'replacement': each batch is drawn from all rows (the book); 'shuffle': each epoch takes every row once, in random order. */
export type Sampling = 'replacement' | 'shuffle';

/** Where a sampler stands within an epoch; empty for 'replacement'. */
export interface SamplerState {
  readonly order: Int32Array;
  readonly position: number;
}

export interface Sampler {
  /** The rows of the next batch. */
  next(): ArrayLike<number>;
  state(): SamplerState;
}

/** Draws batches of `size` of `length` rows, going on from `state` if there is one. */
export function createSampler(
  sampling: Sampling,
  length: number,
  size: number,
  random: RandomState,
  state: SamplerState = { order: new Int32Array(0), position: 0 },
): Sampler {
  if (sampling === 'replacement') return { next: () => random.choice(length, size).data, state: () => state };
  let { order, position } = state;
  return {
    next() {
      if (position >= order.length) {
        order = Int32Array.from(random.permutation(length).data);
        position = 0;
      }
      const batch = order.subarray(position, position + size);
      position += batch.length;
      return batch;
    },
    state: () => ({ order, position }),
  };
}
