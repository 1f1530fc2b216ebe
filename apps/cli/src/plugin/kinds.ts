import type { Activation } from '@bilayer/activations';
import type { Dataset } from '@bilayer/datasets';
import type { Loss } from '@bilayer/losses';
import type { Optimizer } from '@bilayer/optimizers';
import type { Engine } from '@bilayer/training';

/** How an export is recognised as a kind of plugin. */
export interface Kind<P> {
  readonly what: string;
  /** What it looks like, for messages. */
  readonly form: string;
  is(value: unknown): value is P;
  /** Makes one, where a function without required arguments may stand for it. */
  readonly made?: (make: () => unknown) => unknown;
}

export type Kinds = readonly Kind<unknown>[];

function has(value: unknown, ...names: readonly string[]): boolean {
  // A function may be a plugin too, and make others.
  const isThing = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isThing && names.every((name) => name in value);
}

const call = (make: () => unknown): unknown => make();

export const activationKind: Kind<Activation> = {
  what: 'activation',
  form: 'an object with name and forward',
  is: (value): value is Activation => has(value, 'forward'),
};

export const lossKind: Kind<Loss> = {
  what: 'loss',
  form: 'an object with name and perRow',
  is: (value): value is Loss => has(value, 'perRow'),
};

export const optimizerKind: Kind<Optimizer> = {
  what: 'optimizer',
  form: 'an object with name, init and update, or a function that makes one',
  is: (value): value is Optimizer => has(value, 'init', 'update'),
  made: call,
};

export const datasetKind: Kind<Dataset> = {
  what: 'data set',
  form: 'an object with name, classes, train and test, or a function that makes one',
  is: (value): value is Dataset => has(value, 'classes', 'train', 'test'),
  made: call,
};

export const engineKind: Kind<Engine> = {
  what: 'engine',
  form: 'an object with name and prepare, or a function that makes one',
  is: (value): value is Engine => has(value, 'prepare'),
  made: call,
};
