import { listings, type Listing } from '../../code/listings.ts';

export interface Spelling {
  /** The function is called gradient_of. */
  readonly isRenamed?: boolean;
  /** The method's four calls begin with `self.`. */
  readonly withSelf?: boolean;
}

const indented = (lines: readonly string[], by: string): readonly string[] =>
  lines.map((line) => (line === '' ? line : by + line));

/** The method numerical_gradient, whose four calls are of the function, unless `self.` makes them calls of itself. */
export function method({ isRenamed = false, withSelf = false }: Spelling): Listing {
  const { python, typescript } = listings.numericalGradientMethod;
  const name = isRenamed ? ['gradient_of', 'gradientOf'] : ['numerical_gradient', 'numericalGradient'];
  return {
    python: python.map((line) =>
      line.replace('= numerical_gradient(', `= ${withSelf ? 'self.' : ''}${name[0] ?? ''}(`),
    ),
    typescript: typescript.map((line) =>
      line.replace(': numericalGradient((', `: ${withSelf ? 'this.' : ''}${name[1] ?? ''}((`),
    ),
  };
}

/** The function, and under it what the class has to do with it, as they stand in the file. */
export function program(spelling: Spelling): Listing {
  const { python, typescript } = listings.numericalGradient;
  const isRenamed = spelling.isRenamed === true;
  const own = method(spelling);
  return {
    python: [
      ...python.map((line) =>
        isRenamed ? line.replace('def numerical_gradient(', 'def gradient_of(') : line,
      ),
      '',
      'class TwoLayerNet:',
      ...indented(listings.loss.python, '    '),
      '',
      ...indented(own.python, '    '),
    ],
    typescript: [
      ...typescript.map((line) =>
        isRenamed ? line.replace('function numericalGradient(', 'function gradientOf(') : line,
      ),
      '',
      'class TwoLayerNet {',
      ...indented(listings.loss.typescript, '  '),
      '',
      ...indented(own.typescript, '  '),
      '}',
    ],
  };
}
