import type { Hint } from './error.ts';
import { lookUp } from './look-up.ts';
import { binary, constants, unary } from './vocabulary.ts';

/** Names from elsewhere, in the words there are. */
const instead: Readonly<Record<string, string>> = {
  gelu: 'x * (1 + erf(x / sqrt(2))) / 2',
  silu: 'x * sigmoid(x)',
  swish: 'x * sigmoid(x)',
  mish: 'x * tanh(softplus(x))',
  clip: 'min(max(x, 0), 1)',
  clamp: 'min(max(x, 0), 1)',
  pow: 'x ^ 2',
};

/** What may have been meant by an unknown name, or else all that there is. */
export function suggestion(name: string): Hint {
  const known = [
    'x',
    ...Object.keys(constants),
    ...Object.keys(unary),
    ...Object.keys(binary),
    'where',
    'if',
  ];
  const word = name.replace(/.*\./, '').toLowerCase(); // Math.exp, np.exp
  const words = lookUp(instead, word);
  if (words !== undefined) return { write: words };
  const near = known.find((other) => distance(word, other) <= Math.floor(word.length / 4));
  return near === undefined
    ? `there are ${known.join(', ')}`
    : { write: near, hint: `did you mean ${near}?` };
}

/** How many letters have to be added, removed or replaced (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
