import type { TrainingState } from './training-state.ts';

interface Place {
  /** How many updates have been made. */
  readonly iteration: number;
  /** The same in epochs, with a fraction. */
  readonly epoch: number;
}

/** What `train` tells while it runs. At each event the model has the parameters as they are then. */
export type TrainEvent = ReportEvent | EvaluationEvent | CheckpointEvent | EndEvent;

export interface ReportEvent extends Place {
  readonly type: 'report';
  /** The loss of every update since the last report, each taken after its update on its own batch. */
  readonly losses: readonly number[];
  /** Their mean. */
  readonly loss: number;
}

export interface EvaluationEvent extends Place {
  readonly type: 'evaluation';
  /** The share of rows, 0 … 1, of each whole split that are classified right. */
  readonly trainAccuracy: number;
  readonly testAccuracy: number;
}

export interface CheckpointEvent extends Place {
  readonly type: 'checkpoint';
  /** To be kept with `encodeCheckpoint` and handed back as `resume`. */
  readonly state: TrainingState;
}

export interface EndEvent extends Place {
  readonly type: 'end';
  readonly reason: 'done' | 'early-stopping' | 'aborted';
  readonly state: TrainingState;
}
