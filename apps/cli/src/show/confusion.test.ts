import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { confusionTable } from './confusion.ts';
import { textWidth } from './text-width.ts';

const IRIS = ['setosa', 'versicolor', 'virginica'];
const TEN = Array.from('0123456789');

describe('confusionTable', () => {
  it('shows counts by true class and predicted class, zeros as dots, the diagonal in brackets, and recall', () => {
    const matrix = [
      [10, 0, 0],
      [0, 9, 1],
      [0, 2, 0],
    ];
    expect(confusionTable(matrix, IRIS, { color: false })).toEqual([
      'rows: true class; columns: predicted class; recall: right share of the row',
      '                setosa  versicolor   virginica    recall',
      'setosa             [10]          ·           ·   100.0 %',
      'versicolor           ·          [9]          1    90.0 %',
      'virginica            ·           2           ·     0.0 %',
    ]);
  });

  it('keeps the bracket apart from a name as short as the counts', () => {
    const lines = confusionTable(
      [
        [27, 3],
        [0, 30],
      ],
      ['0', '1'],
      { color: false },
    );
    expect(lines.slice(1)).toEqual(['    0   1    recall', '0 [27]  3    90.0 %', '1   · [30]  100.0 %']);
  });

  it('says in colour the same in the same places, without brackets', () => {
    const matrix = [
      [3, 1],
      [0, 4],
    ];
    const plain = confusionTable(matrix, ['a', 'b'], { color: false });
    const coloured = confusionTable(matrix, ['a', 'b'], { color: true });
    expect(coloured.map(stripVTControlCharacters)).toEqual(plain.map((line) => line.replace(/[[\]]/g, ' ')));
    expect(coloured[2]).toContain('\u001b[1;32m3\u001b[0m');
    expect(coloured[2]).toContain('\u001b[31m1\u001b[0m');
    expect(coloured[3]).toContain('\u001b[2m·\u001b[0m');
  });

  it('fits 80 columns for 10 classes with four-digit counts and with long names', () => {
    const matrix = TEN.map(() => TEN.map(() => 1135));
    const names = TEN.map((digit) => `a rather long class name ${digit}`);
    for (const color of [true, false]) {
      for (const classes of [TEN, names]) {
        for (const line of confusionTable(matrix, classes, { color })) {
          expect(textWidth(line)).toBeLessThanOrEqual(80);
        }
      }
    }
  });

  it('has no recall for a class without rows', () => {
    const lines = confusionTable(
      [
        [0, 0],
        [0, 2],
      ],
      ['a', 'b'],
      { color: false },
    );
    expect(lines[2]).toMatch(/–$/);
  });

  it('refuses a matrix of another size', () => {
    expect(() => confusionTable([[1]], ['a', 'b'], { color: false })).toThrow(/2 × 2 matrix/);
    expect(() => confusionTable([[1], [2]], ['a', 'b'], { color: false })).toThrow(RangeError);
  });
});
