import type { FormulaFault, FormulaTree } from '@bilayer/activations/formula';
import type { Result } from '@bilayer/testing';
import type { Run } from '../../state/state.ts';

/** What the page asks of the worker that looks at activations: texts and numbers; never a function. */
export type Command =
  /** The curve of a formula at once, and the laws when nothing else is asked for a moment. */
  | { readonly type: 'examine'; readonly id: number; readonly expr: string }
  /** One training, to be compared with others. */
  | { readonly type: 'train'; readonly run: Run };

/** f and its derived derivative at each x. */
export interface Curve {
  readonly x: Float64Array<ArrayBuffer>;
  readonly value: Float64Array<ArrayBuffer>;
  readonly slope: Float64Array<ArrayBuffer>;
  /** Where value, slope or curvature jump, with the value there. */
  readonly kinks: readonly { readonly x: number; readonly value: number }[];
  readonly tree: FormulaTree;
}

/** What is wrong with a text, to be said in the visitor's language. */
export interface Fault {
  readonly fault: FormulaFault;
  readonly instead?: string;
  readonly start: number;
  readonly end: number;
}

export interface Conformance {
  readonly passed: boolean;
  readonly checks: number;
  readonly results: readonly Result[];
}

/** Where a training stands: after an epoch, with the mean loss of its updates. */
export interface EpochPoint {
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy: number;
}

export type Report =
  | { readonly type: 'curve'; readonly id: number; readonly curve: Curve }
  | { readonly type: 'fault'; readonly id: number; readonly fault: Fault }
  | { readonly type: 'laws'; readonly id: number; readonly conformance: Conformance }
  | { readonly type: 'epoch'; readonly point: EpochPoint }
  | { readonly type: 'trained' }
  | { readonly type: 'failed'; readonly code: string; readonly message: string };
