import { describe, expect, it } from 'vitest';
import { decimal, joinRows, readCsvTable, shown, type CsvHeader, type CsvTable } from './csv-table.ts';
import { thrown } from './errors.testing.ts';

function read(text: string, header: CsvHeader = 'auto', column?: string | number): CsvTable {
  return readCsvTable(text, { name: 'f', header, label: column === undefined ? {} : { column } });
}

describe('decimal', () => {
  it('takes finite decimal numbers and nothing else', () => {
    for (const [text, value] of [
      ['1', 1],
      ['-0.5', -0.5],
      ['+3.', 3],
      ['.25', 0.25],
      ['1e-3', 0.001],
    ] as const) {
      expect(decimal(text)).toBe(value);
    }
    for (const text of ['', ' ', '0x10', 'NaN', 'Infinity', '1e999', '1,5', '1_000', 'e5', '.', '-']) {
      expect(decimal(text)).toBeUndefined();
    }
  });
});

it('shown escapes control characters and cuts', () => {
  expect(shown('a\u001b[31m')).toBe(String.raw`"a\u001b[31m"`);
  expect(shown('x'.repeat(50))).toBe(`"${'x'.repeat(40)}…"`);
});

describe('readCsvTable', () => {
  it('reads features and the texts of the labels', () => {
    const table = read('1,2,a\n3,4,b\n');
    expect(table.width).toBe(2);
    expect([...joinRows(table)]).toEqual([1, 2, 3, 4]);
    expect(table.labels).toEqual([
      { line: 1, column: 3, text: 'a' },
      { line: 2, column: 3, text: 'b' },
    ]);
  });

  it('takes the label column by index or by name', () => {
    expect([...joinRows(read('9,1,2\n', 'auto', 0))]).toEqual([1, 2]);
    const named = read('x,kind,y\n1,9,2\n', 'auto', 'kind');
    expect([...joinRows(named)]).toEqual([1, 2]);
    expect(named.labels).toEqual([{ line: 2, column: 2, text: '9' }]);
  });

  it('finds a header by itself, and not where a first row has any number', async () => {
    expect(read('x,y,kind\n1,2,a\n').rows).toHaveLength(1);
    expect(read(',y,kind\n1,2,a\n').rows).toHaveLength(1);
    expect(read('1,2,a\n1,2,a\n').rows).toHaveLength(2);
    expect(await thrown(() => read('1,x,a\n1,2,a\n'))).toContain('CSV_CELL: f: line 1, column 2: "x"');
    expect(await thrown(() => read('nan,nan,a\n1,2,a\n'))).toContain('CSV_CELL: f: line 1, column 1: "nan"');
    expect(read('0,1,kind\n1,2,a\n', true).rows).toHaveLength(1);
    expect(await thrown(() => read('x,y,kind\n1,2,a\n', false))).toContain(
      'CSV_CELL: f: line 1, column 1: "x"',
    );
  });

  it('refuses cells that are no finite number, with line, column and title', async () => {
    expect(await thrown(() => read('w,h,kind\n1,2,a\n3,NaN,b\n'))).toBe(
      'CSV_CELL: f: line 3, column 2 ("h"): "NaN" is not a finite number; every feature must be a decimal number',
    );
    expect(await thrown(() => read('1,2,a\r\n,2,b\r\n'))).toContain(
      'CSV_CELL: f: line 2, column 1: the cell is empty',
    );
    expect(await thrown(() => read('1,2,a\n\n1,inf,b\n'))).toContain('line 3, column 2: "inf"');
  });

  it('refuses ragged rows', async () => {
    expect(await thrown(() => read('1,2,a\n1,2\n'))).toContain(
      'CSV_RAGGED: f: line 2: there are 2 columns, but line 1 has 3',
    );
    expect(await thrown(() => read('1,2,a\n1,2,a,\n'))).toContain('there are 4 columns');
  });

  it('refuses an empty file, a header alone, and one column', async () => {
    expect(await thrown(() => read(''))).toBe('CSV_EMPTY: f: the file is empty');
    expect(await thrown(() => read('\uFEFF\r\n\r\n'))).toBe('CSV_EMPTY: f: the file is empty');
    expect(await thrown(() => read('x,y,kind\n'))).toContain(
      'CSV_EMPTY: f: there is a header and nothing below it',
    );
    expect(await thrown(() => read('1;2;3\n'))).toMatch(/^CSV_COLUMN: .*separated by commas/);
  });

  it('refuses a label column that is not there', async () => {
    expect(await thrown(() => read('x,y\n1,2\n', 'auto', 'z'))).toBe(
      'CSV_COLUMN: f: there is no column "z"; the columns are: "x", "y"',
    );
    expect(await thrown(() => read('1,2\n', 'auto', 2))).toContain(
      'CSV_COLUMN: f: label column 2 is outside 0 … 1',
    );
    expect(await thrown(() => read('x,y\n1,2\n', false, 'x'))).toContain('BAD_OPTION');
  });
});
