/** Where Python looks for a bare name, in this order. The class of a method is not among them. */
export const rungs = ['local', 'enclosing', 'module', 'builtin'] as const;
export type Rung = (typeof rungs)[number];

/** The names that each place of the book's file knows. */
export const known: Readonly<
  Record<'function' | 'method' | 'lambda' | 'module' | 'builtin' | 'class', readonly string[]>
> = {
  function: ['f', 'x', 'h', 'grad', 'idx', 'tmp_val', 'fxh1', 'fxh2'],
  method: ['self', 'x', 't', 'loss_W', 'grads'],
  lambda: ['W'],
  module: ['np', 'sigmoid', 'softmax', 'cross_entropy_error', 'numerical_gradient', 'TwoLayerNet', 'train'],
  builtin: ['len', 'range', 'print'],
  class: ['__init__', 'predict', 'loss', 'accuracy', 'numerical_gradient', 'gradient'],
};

export type Place = 'function' | 'method' | 'lambda';

/** What is asked for: a bare name somewhere in the code, or one after `self.`. */
export interface Question {
  readonly name: string;
  readonly from: Place;
  readonly afterSelf?: boolean;
}

export const questions: readonly Question[] = [
  { name: 'numerical_gradient', from: 'method' },
  { name: 'numerical_gradient', from: 'method', afterSelf: true },
  { name: 'x', from: 'lambda' },
  { name: 'range', from: 'function' },
  { name: 'predict', from: 'method' },
  { name: 'predict', from: 'method', afterSelf: true },
];

/** The names on each rung, seen from a piece of code. */
export function namesOn(rung: Rung, from: Place): readonly string[] {
  if (rung === 'local') return known[from];
  if (rung === 'enclosing') return from === 'lambda' ? known.method : [];
  return known[rung];
}

/** Where the name is found: the first rung that has it, the class after `self.`, or nowhere. */
export function lookUp({ name, from, afterSelf = false }: Question): Rung | 'class' | undefined {
  if (afterSelf) return known.class.includes(name) ? 'class' : undefined;
  return rungs.find((rung) => namesOn(rung, from).includes(name));
}
