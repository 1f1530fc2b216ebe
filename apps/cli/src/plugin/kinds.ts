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
  /** The option that names one where it is used; an engine has none. */
  readonly option?: string;
  /** Whether a function without required arguments, that makes one, may stand for it. */
  readonly isMade: boolean;
}

export type Kinds = readonly Kind<unknown>[];

function has(value: unknown, ...names: readonly string[]): boolean {
  // A function may be a plugin too, and make others.
  const isThing = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isThing && names.every((name) => name in value);
}

export const activationKind: Kind<Activation> = {
  what: 'activation',
  form: 'an object with name and forward',
  option: '--activation',
  isMade: false,
  is: (value): value is Activation => has(value, 'forward'),
};

export const lossKind: Kind<Loss> = {
  what: 'loss',
  form: 'an object with name and perRow',
  option: '--loss',
  isMade: false,
  is: (value): value is Loss => has(value, 'perRow'),
};

export const optimizerKind: Kind<Optimizer> = {
  what: 'optimizer',
  form: 'an object with name, init and update, or a function that makes one',
  option: '--optimizer',
  isMade: true,
  is: (value): value is Optimizer => has(value, 'init', 'update'),
};

export const datasetKind: Kind<Dataset> = {
  what: 'data set',
  form: 'an object with name, classes, train and test, or a function that makes one',
  option: '--data',
  isMade: true,
  is: (value): value is Dataset => has(value, 'classes', 'train', 'test'),
};

export const engineKind: Kind<Engine> = {
  what: 'engine',
  form: 'an object with name and prepare, or a function that makes one',
  isMade: true,
  is: (value): value is Engine => has(value, 'prepare'),
};

export const ALL_KINDS: Kinds = [activationKind, lossKind, optimizerKind, datasetKind, engineKind];

/** 'activation' as 'an activation'. */
export function withArticle(what: string): string {
  return `${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what}`;
}
