import type { Dataset, Split } from '@bilayer/datasets';
import type { Network, Params } from '@bilayer/models';
import type { Optimizer, OptimizerState } from '@bilayer/optimizers';
import type { GradientMethod } from './gradient-method.ts';
import type { Pause } from './pause.ts';

/** The contract of what carries out training steps. Any object of this form will do. */
export interface Engine {
  readonly contract: 1;
  /** Recorded in the model file. */
  readonly name: string;
  /** Makes ready to train, or throws what it cannot take (a dtype, an activation, a gradient method). */
  prepare(task: Task): Promise<Session>;
}

export interface Task {
  readonly model: Network;
  readonly data: Dataset;
  readonly optimizer: Optimizer;
  readonly gradient: GradientMethod;
  /** To be asked during long work, and waited for when due. */
  readonly pause: Pause;
}

/** What a session works on, and what a checkpoint keeps of it. */
export interface SessionState {
  readonly params: Params;
  readonly optimizer: OptimizerState;
}

export interface Evaluation {
  /** The share of rows, 0 … 1, that are classified right. */
  readonly accuracy: number;
}

/** A training under way. It owns the parameters until it is read. */
export interface Session {
  /**
   * One update on the training rows at `indices`; resolves to the loss on the same rows *after* the update, as the book
   * records it. When it rejects, the state is that before the step.
   */
  step(indices: ArrayLike<number>): Promise<number>;
  /**
   * The update of `step` to the bit, without the loss after it, which takes another pass through the network: for those who
   * do not look at every loss. Absent where an engine has no such way.
   */
  update?(indices: ArrayLike<number>): Promise<void>;
  evaluate(split: Split): Promise<Evaluation>;
  /** A copy of the state as it is. */
  read(): SessionState;
  /** Puts a state in place of the present one. */
  write(state: SessionState): void;
  close(): void;
}
