/** The parameters in the order in which the race computes their gradients. */
export const raceOrder = ['b2', 'W2', 'b1', 'W1'] as const;
export type ParamName = (typeof raceOrder)[number];

/** What the page asks of the worker that computes slowly. The network is the book's, drawn by the seed. */
export type Command =
  /** The numerical gradient by the loop that takes two losses for every number; goes on where it was stopped. */
  | { readonly type: 'race'; readonly seed: number }
  | { readonly type: 'stop' }
  /** The same gradient by following each nudge, and how far it is from what the loop has so far. */
  | { readonly type: 'follow'; readonly seed: number }
  /** Two trainings from the same weights and on the same batches, by each of the gradients. */
  | { readonly type: 'train'; readonly seed: number; readonly iterations: number };

/** How far the loop is. */
export interface Progress {
  /** Forward passes so far. */
  readonly passes: number;
  /** The time they took, in seconds. */
  readonly seconds: number;
  /** Whose gradient is being computed. */
  readonly param: ParamName;
  readonly done: boolean;
}

export interface Followed {
  /** Seconds for the whole gradient, in TypeScript and, where there is WebAssembly, by its kernels. */
  readonly typescript: number;
  readonly kernels: number | undefined;
  /** The entries that both ways have computed, the largest of them, and the largest difference. */
  readonly compared: number;
  readonly largest: number;
  readonly difference: number;
}

/** Where a training is. */
export interface Standing {
  readonly iteration: number;
  /** The losses of the updates since the last report. */
  readonly losses: readonly number[];
  /** The accuracy on the test digits, after an epoch. */
  readonly accuracy: number | undefined;
  /** The time of all updates so far, in seconds. */
  readonly seconds: number;
}

export type Report =
  /** Seconds that one gradient takes by backprop. */
  | { readonly type: 'backprop'; readonly seconds: number }
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'followed'; readonly followed: Followed }
  | { readonly type: 'trained'; readonly gradient: 'numerical' | 'backprop'; readonly standing: Standing }
  | { readonly type: 'ended' }
  | { readonly type: 'failed'; readonly message: string };
