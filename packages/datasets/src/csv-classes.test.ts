import { describe, expect, it } from 'vitest';
import { csvClasses } from './csv-classes.ts';
import { thrown } from './errors.testing.ts';

function classes(texts: readonly string[], given?: readonly string[]): ReturnType<typeof csvClasses> {
  return csvClasses(
    'f',
    texts.map((text, i) => ({ line: i + 1, column: 3, text })),
    given,
  );
}

describe('csvClasses', () => {
  it('takes whole numbers as indices', () => {
    expect(classes(['2', '0', '2.0'])).toEqual({ classes: ['0', '1', '2'], labels: Int32Array.of(2, 0, 2) });
  });

  it('sorts words by code unit, whatever the order of the rows', () => {
    const sorted = ['B', 'a', 'é'];
    expect(classes(['a', 'é', 'B', 'a'])).toEqual({ classes: sorted, labels: Int32Array.of(1, 2, 0, 1) });
    expect(classes(['é', 'B', 'a']).classes).toEqual(sorted);
  });

  it('takes given classes by name or by index', () => {
    const given = ['virginica', 'setosa'];
    expect(classes(['setosa', 'virginica'], given)).toEqual({ classes: given, labels: Int32Array.of(1, 0) });
    expect(classes(['1', '0', '1'], given)).toEqual({ classes: given, labels: Int32Array.of(1, 0, 1) });
    expect(classes(['10', '20'], ['10', '20']).labels).toEqual(Int32Array.of(0, 1));
  });

  it.each<[string, readonly string[], readonly string[] | undefined, string]>([
    ['an empty label', ['a', ''], undefined, 'line 2, column 3: the label is empty'],
    ['NaN', ['NaN', 'a'], undefined, 'line 1, column 3: label "NaN" is not a class'],
    ['a fraction', ['1', '0.5'], undefined, 'line 2, column 3: label "0.5" is not a whole number'],
    ['a negative number', ['-1', '1'], undefined, 'line 1, column 3: label "-1" is outside 0'],
    ['a value to predict', ['250000', '1'], undefined, 'label "250000" is outside 0 … 9999'],
    [
      'numbers and words',
      ['1', 'a'],
      undefined,
      'line 2, column 3: label "a" is not a number, but other labels are',
    ],
    ['an unknown name', ['a', 'c'], ['a', 'b'], 'label "c" is not one of the classes: a, b'],
    ['an index too large', ['0', '2'], ['a', 'b'], 'label "2" is outside 0 … 1'],
    ['names and indices', ['a', '1'], ['a', 'b'], 'label "a" is a name, but other labels are numbers'],
  ])('refuses %s', async (_, texts, given, message) => {
    const text = await thrown(() => classes(texts, given));
    expect(text).toContain('CSV_LABEL: f: ');
    expect(text).toContain(message);
  });
});
