import { describe, expect, it } from 'vitest';
import { csvRecords } from './csv-records.ts';
import { thrown } from './errors.testing.ts';

const cells = (text: string): (readonly string[])[] =>
  [...csvRecords(text, 'f')].map((record) => record.cells);

describe('csvRecords', () => {
  it('reads LF, CRLF, a byte order mark, and a last line with or without its end', () => {
    const rows = [
      ['1', '2'],
      ['3', '4'],
    ];
    for (const text of [
      '1,2\n3,4',
      '1,2\n3,4\n',
      '1,2\r\n3,4\r\n',
      '\uFEFF1,2\r\n3,4\r',
      '1 , 2\n 3,\t4\n',
    ]) {
      expect(cells(text)).toEqual(rows);
    }
  });

  it('passes over empty lines and still counts them', () => {
    expect([...csvRecords('\n1,2\n\n \n3,4\n\n', 'f')]).toEqual([
      { line: 2, cells: ['1', '2'] },
      { line: 5, cells: ['3', '4'] },
    ]);
    expect(cells('')).toEqual([]);
    expect(cells(',\n')).toEqual([['', '']]);
  });

  it('reads quoted cells with commas, quotes and line ends in them', () => {
    expect([...csvRecords('"a,b", "say ""x""" ,""\r\n"two\nlines",1\n5,6', 'f')]).toEqual([
      { line: 1, cells: ['a,b', 'say "x"', ''] },
      { line: 2, cells: ['two\nlines', '1'] },
      { line: 4, cells: ['5', '6'] },
    ]);
  });

  it('refuses a quote that is not closed or stands inside a cell', async () => {
    expect(await thrown(() => cells('1,2\n3,"4\n5,6\n'))).toMatch(
      /^CSV_QUOTE: f: line 2, column 2: a quote is not closed/,
    );
    expect(await thrown(() => cells('1,5" pipe\n'))).toContain('line 1, column 2');
    expect(await thrown(() => cells('"a"b,1\n'))).toContain('line 1, column 1');
  });

  it('is quick on a long cell that fails', async () => {
    const start = performance.now();
    await thrown(() => cells(`"${'a""'.repeat(100_000)}`));
    expect(performance.now() - start).toBeLessThan(2000); // a backtracking pattern would take hours
  });
});
