import type { Params } from '@bilayer/models';
import type { RandomSnapshot } from '@bilayer/tensor';
import type { SessionState } from './engine.ts';
import type { SamplerState } from './sampler.ts';

/** The mean loss over the iterations since the report before. */
export interface LossPoint {
  /** How many updates had been made. */
  readonly iteration: number;
  readonly loss: number;
}

/** Accuracies, 0 … 1, of the whole training and test split. */
export interface AccuracyPoint {
  readonly iteration: number;
  readonly train: number;
  readonly test: number;
}

/** The course of a training, for its curves. */
export interface History {
  readonly losses: readonly LossPoint[];
  readonly accuracies: readonly AccuracyPoint[];
}

/** The parameters of the best evaluation so far, for early stopping. */
export interface Best {
  readonly iteration: number;
  readonly accuracy: number;
  /** Evaluations since then. */
  readonly waited: number;
  readonly params: Params;
}

/** What must be the same for a training to go on as if it had never stopped. */
export type RunSettings = Readonly<Record<string, string | number>>;

/** All that a training needs to go on bit for bit, as plain data: what a checkpoint holds. */
export interface TrainingState extends SessionState {
  /** How many updates have been made. */
  readonly iteration: number;
  readonly random: RandomSnapshot;
  readonly sampler: SamplerState;
  /** Losses since the last report. */
  readonly pending: readonly number[];
  readonly history: History;
  readonly best?: Best;
  readonly settings: RunSettings;
}
