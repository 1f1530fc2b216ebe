import type { Run } from '../state/state.ts';

/** A file as the page hands it over: a reference to its bytes, not the bytes. */
export interface NamedBlob {
  readonly name: string;
  readonly blob: Blob;
}

/** What the page asks of the worker: descriptors, numbers and bytes; never a function. */
export type Command =
  /** Make ready to train; with a checkpoint, where that stands. */
  | { readonly type: 'configure'; readonly run: Run; readonly checkpoint?: Uint8Array<ArrayBuffer> }
  /** A training of another length. */
  | { readonly type: 'length'; readonly epochs: number }
  | { readonly type: 'run' }
  /** How many updates a second there may be. */
  | { readonly type: 'pace'; readonly perSecond: number }
  | { readonly type: 'pause' }
  /** Some updates, then pause. */
  | { readonly type: 'step'; readonly count: number }
  /** The model as a file. */
  | { readonly type: 'save' }
  /** A model out of a file in place of the present one; `run` is what it is trained with from there. */
  | {
      readonly type: 'load';
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly name: string;
      readonly run: Run;
    }
  /** MNIST's four files, packed or not. */
  | { readonly type: 'mnist'; readonly files: readonly NamedBlob[] }
  | { readonly type: 'ping' };

/** One of the network's parameters, row-major. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array<ArrayBuffer>;
}

export interface ParamViews {
  readonly W1: Matrix;
  readonly b1: Matrix;
  readonly W2: Matrix;
  readonly b2: Matrix;
}

/** What the page shows at most fifteen times a second. */
export interface Snapshot {
  readonly iteration: number;
  readonly epoch: number;
  /** Updates in all. */
  readonly total: number;
  /** Since the last snapshot: [iteration, mean loss of the updates up to there], at most a few dozen. */
  readonly losses: readonly (readonly [iteration: number, loss: number])[];
  /** Since then: [iteration, accuracy of the training split, of the test split], both whole, 0 … 1. */
  readonly evaluations: readonly (readonly [iteration: number, train: number, test: number])[];
  readonly stepsPerSecond: number;
  readonly params: ParamViews;
}

/** Counts of numbers in bins of equal width from `from` to `to`. */
export interface Histogram {
  readonly from: number;
  readonly to: number;
  readonly counts: Uint32Array<ArrayBuffer>;
  /** How many were counted, and how many of these were exactly 0. */
  readonly total: number;
  readonly zeros: number;
}

export interface Mistake {
  /** The row in the test split. */
  readonly row: number;
  readonly label: number;
  readonly said: number;
  /** The probability given to what was said; NaN where outputs are no probabilities. */
  readonly probability: number;
  /** The row's features, each from 0 to 1 in a picture. */
  readonly features: Float32Array<ArrayBuffer>;
}

/** What the page shows a few times a second. */
export interface Insight {
  readonly iteration: number;
  /** Rows of the test split that were looked at: all, or the first ones. */
  readonly rows: number;
  readonly accuracy: number;
  /** confusion[label · classes + said]. */
  readonly confusion: Uint32Array<ArrayBuffer>;
  readonly mistakes: readonly Mistake[];
  /** Rows of the batch whose activations and gradients these are: always the same. */
  readonly batchRows: number;
  /** Outputs of the hidden units. */
  readonly activations: Histogram;
  /** log₁₀ |∂L/∂W| over a batch that stays the same. */
  readonly gradients: { readonly W1: Histogram; readonly W2: Histogram };
  readonly plane?: Plane;
}

/** A data set in the plane: what the network says at the points of a square grid, from the top left. */
export interface Plane {
  readonly size: number;
  readonly said: Uint8Array<ArrayBuffer>;
  /** How much larger the largest output is than the second, 0 … 1. */
  readonly margin: Float32Array<ArrayBuffer>;
  /** Each hidden unit's output, at the points of a coarser grid: [units, unitSize²]. */
  readonly unitSize: number;
  readonly units: Float32Array<ArrayBuffer>;
}

/** What the page has to know of the data. */
export interface DataView {
  readonly name: string;
  readonly classes: readonly string[];
  /** [8, 8] for a picture, [2] for a point. */
  readonly shape: readonly number[];
  readonly trainRows: number;
  readonly testRows: number;
  readonly attribution?: string;
  /** For data in the plane: the points, the square that is drawn, and which points are for testing. */
  readonly points?: {
    readonly extent: number;
    readonly xy: Float32Array<ArrayBuffer>;
    readonly labels: Uint8Array<ArrayBuffer>;
    readonly trainRows: number;
  };
}

/** What the worker says. */
export type Report =
  | {
      readonly type: 'ready';
      readonly data: DataView;
      readonly sizes: readonly number[];
      readonly perEpoch: number;
      readonly total: number;
      readonly iteration: number;
    }
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly type: 'insight'; readonly insight: Insight }
  | { readonly type: 'running' }
  | { readonly type: 'stopped'; readonly reason: 'paused' | 'done' }
  /** The engine asked for is missing here, and another takes its place. */
  | { readonly type: 'engine'; readonly engine: Run['engine'] }
  | { readonly type: 'checkpoint'; readonly bytes: Uint8Array<ArrayBuffer>; readonly iteration: number }
  | { readonly type: 'saved'; readonly bytes: Uint8Array<ArrayBuffer>; readonly name: string }
  | { readonly type: 'loaded'; readonly run: Run; readonly name: string }
  | { readonly type: 'mnist' }
  | {
      readonly type: 'failed';
      readonly during: Command['type'];
      readonly code: string;
      readonly message: string;
    }
  | { readonly type: 'pong' };
