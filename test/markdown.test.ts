import { describe, expect, it } from 'vitest';
import { matchesLine, statedOutput } from './markdown.ts';

describe('statedOutput', () => {
  it('is nothing where a block says nothing', () => {
    expect(statedOutput('console.log(1); // one\n')).toBeUndefined();
  });

  it('takes what stands behind an arrow, and the lines that go on below it', () => {
    const code = [
      'console.log(1); // → 1',
      '// → [[1, 2],',
      '//    [3, 4]]',
      'const x = 1;',
      '//   no output',
    ];
    expect(statedOutput(code.join('\n'))).toEqual(['1', '[[1, 2],', ' [3, 4]]']);
  });
});

describe('matchesLine', () => {
  it('wants the same text', () => {
    expect(matchesLine('[ 1, 2 ] ', '[ 1, 2 ]')).toBe(true);
    expect(matchesLine('[ 1, 2 ]', '[ 1, 3 ]')).toBe(false);
    expect(matchesLine('a1', 'a.')).toBe(false);
  });

  it('lets … stand for any text', () => {
    expect(matchesLine('0.3566749439', '0.3566…')).toBe(true);
    expect(matchesLine('0.4566749439', '0.3566…')).toBe(false);
  });
});
