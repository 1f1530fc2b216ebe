import { listings, type Listing } from '../../code/listings.ts';
import pythonSource from './article.py?raw';
import typescriptSource from './article.ts?raw';

function from(source: string, start: RegExp): readonly string[] {
  const lines = source.trimEnd().split('\n');
  return lines.slice(lines.findIndex((line) => start.test(line)));
}

/** The one-dimensional helper, and the same on the arrays of numpy-array.ts. */
export const article: Listing = {
  python: from(pythonSource, /^def /),
  typescript: from(typescriptSource, /^export function/),
};

/** The helper with that h, and with a word on its last line, which has no text of its own to be found by. */
export function restoring(h: number): Listing {
  const withH = (line: string): string => line.replace('h = 1e-4', `h = ${h === 1e-4 ? '1e-4' : String(h)}`);
  return {
    python: listings.numericalGradient.python.map((line) =>
      line.trim() === 'x[idx] = tmp_val' ? `${line}  # put it back` : withH(line),
    ),
    typescript: listings.numericalGradient.typescript.map(withH),
  };
}

/** Book, section 4.4: f = x₀² + x₁², at numbers that are written with a point or without. */
export function squares(x: readonly number[], isFloat: boolean): Listing {
  const written = x.map((one) => (isFloat ? one.toFixed(1) : String(one))).join(', ');
  return {
    python: [
      'def f(x):',
      '    return np.sum(x ** 2)',
      '',
      `x = np.array([${written}])`,
      'grad = numerical_gradient(f, x)',
    ],
    typescript: [
      'function f(x: Tensor): Tensor {',
      '  return sum(mul(x, x));',
      '}',
      `const x = fromArray([${x.join(', ')}], '${isFloat ? 'float64' : 'int32'}');`,
      'const grad = numericalGradient(f, x);',
    ],
  };
}
