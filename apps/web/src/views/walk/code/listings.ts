import pythonSource from './two_layer_net.py?raw';
import typescriptSource from './two-layer-net.ts?raw';

/** The lines of the same piece of code in both languages. */
export interface Listing {
  readonly python: readonly string[];
  readonly typescript: readonly string[];
}

/** What there is: functions of the program, and methods of its TwoLayerNet. */
export type ListingName =
  | 'sigmoid'
  | 'softmax'
  | 'crossEntropyError'
  | 'numericalGradient'
  | 'init'
  | 'predict'
  | 'loss'
  | 'accuracy'
  | 'numericalGradientMethod'
  | 'gradient'
  | 'train';

const indent = (line: string): number => line.search(/\S|$/);

/** The lines from `first` on to the end of its block, without their common indentation. */
function block(lines: readonly string[], first: number, closing: boolean): readonly string[] {
  const from = indent(lines[first] ?? '');
  let end = first + 1;
  while (end < lines.length && (lines[end] === '' || indent(lines[end] ?? '') > from)) end++;
  // A TypeScript function's parameters may stand on lines of their own, and end at its own indentation.
  if (closing && !/^\s*\}$/.test(lines[end] ?? '')) {
    end++;
    while (end < lines.length && (lines[end] === '' || indent(lines[end] ?? '') > from)) end++;
  }
  while (lines[end - 1] === '') end--;
  return lines.slice(first, closing ? end + 1 : end).map((line) => line.slice(from));
}

function cut(source: string, start: RegExp, after: RegExp, closing: boolean): readonly string[] {
  const lines = source.split('\n');
  const base = lines.findIndex((line) => after.test(line));
  const first = lines.findIndex((line, i) => i >= base && start.test(line));
  if (base === -1 || first === -1) throw new Error(`listings: nothing matches ${String(start)}`);
  return block(lines, first, closing);
}

function listing(python: string, typescript: string, isMethod: boolean): Listing {
  const after = isMethod ? /^(export )?class TwoLayerNet/ : /^/;
  return {
    python: cut(pythonSource, new RegExp(`^\\s*def ${python}\\(`), after, false),
    typescript: cut(typescriptSource, new RegExp(`^\\s*((export )?function )?${typescript}\\(`), after, true),
  };
}

/** The pieces of the two programs beside this file, which say the same line for line. A test runs both. */
export const listings: Readonly<Record<ListingName, Listing>> = {
  sigmoid: listing('sigmoid', 'sigmoid', false),
  softmax: listing('softmax', 'softmax', false),
  crossEntropyError: listing('cross_entropy_error', 'crossEntropyError', false),
  numericalGradient: listing('numerical_gradient', 'numericalGradient', false),
  init: listing('__init__', 'constructor', true),
  predict: listing('predict', 'predict', true),
  loss: listing('loss', 'loss', true),
  accuracy: listing('accuracy', 'accuracy', true),
  numericalGradientMethod: listing('numerical_gradient', 'numericalGradient', true),
  gradient: listing('gradient', 'gradient', true),
  train: listing('train', 'train', false),
};
