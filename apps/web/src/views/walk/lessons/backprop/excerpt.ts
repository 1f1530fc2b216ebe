import { listings, type Listing } from '../../code/listings.ts';

/** Those lines of `gradient` that begin so, one below the other. */
export function gradientLines(python: readonly string[], typescript: readonly string[]): Listing {
  const pick = (lines: readonly string[], starts: readonly string[]): readonly string[] =>
    lines.map((line) => line.trimStart()).filter((line) => starts.some((start) => line.startsWith(start)));
  return {
    python: pick(listings.gradient.python, python),
    typescript: pick(listings.gradient.typescript, typescript),
  };
}

const last: Listing = gradientLines(['N = ', 'y = ', 'da2 = '], ['const N', 'const y', 'const da2']);

/** From the answers to da2, divided by the rows or not. */
export function lastLines(divides: boolean): Listing {
  if (divides) return last;
  return {
    python: last.python
      .filter((line) => !line.startsWith('N = '))
      .map((line) => line.replace(/\((y - .*)\) \/ N$/, '$1')),
    typescript: last.typescript
      .filter((line) => !line.startsWith('const N'))
      .map((line) => line.replace(/div\((.*), N\);/, '$1;')),
  };
}
