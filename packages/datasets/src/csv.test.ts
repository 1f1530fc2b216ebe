import { describe, expect, it } from 'vitest';
import { checkDataset } from './check-dataset.ts';
import { parseCsv, parseCsvRows } from './csv.ts';
import { thrown } from './errors.testing.ts';

const text = Array.from({ length: 12 }, (_, i) => `${i},${i / 2},${i % 3}`).join('\n');

describe('parseCsv', () => {
  it('is a data set with every fifth row in the test split', () => {
    const data = checkDataset(parseCsv(text));
    expect(data.name).toBe('CSV');
    expect(data.classes).toEqual(['0', '1', '2']);
    expect([data.train.length, data.test.length]).toEqual([10, 2]);
    expect(data.test).toEqual({
      length: 2,
      shape: [2],
      features: Float64Array.of(4, 2, 9, 4.5),
      divisor: 1,
      labels: Int32Array.of(1, 0),
    });
  });

  it('takes its options', async () => {
    const csv = 'kind,a,b\r\nup,1,2\r\ndown,3,4\r\n';
    const data = parseCsv(csv, { name: 'mine', label: 'kind', testEvery: 2, classes: ['up', 'down'] });
    expect(checkDataset(data)).toMatchObject({ name: 'mine', classes: ['up', 'down'] });
    expect(data.test.features).toEqual(Float64Array.of(3, 4));
    expect(data.test.labels).toEqual(Int32Array.of(1));
    expect(await thrown(() => parseCsv(csv, { testEvery: 1 }))).toContain(
      'BAD_OPTION: CSV: testEvery must be',
    );
  });

  it('refuses too few rows for a test row', async () => {
    expect(await thrown(() => parseCsv('1,2,0\n1,2,1\n', { name: 'f' }))).toContain(
      'CSV_EMPTY: f: 2 rows; one row in 5 is for testing, so at least 5 rows are needed',
    );
    expect(await thrown(() => parseCsv('1,2,0\n', { testEvery: 2 }))).toContain(
      'CSV: 1 row; one row in 2 is',
    );
  });

  it('says line and column of a NaN', async () => {
    expect(await thrown(() => parseCsv(`${text}\nnan,1,0`, { name: 'f' }))).toContain(
      'CSV_CELL: f: line 13, column 1',
    );
  });
});

describe('parseCsvRows', () => {
  it('reads unlabelled rows, with a header or without', () => {
    const rows = { rows: 2, columns: 2, data: Float64Array.of(1, 2, 3, 4) };
    expect(parseCsvRows('1,2\n3,4\n', { columns: 2 })).toEqual(rows);
    expect(parseCsvRows('x,y\n1,2\n3,4\n', { columns: 2 })).toEqual(rows);
    expect(parseCsvRows('5\n', { columns: 1 }).data).toEqual(Float64Array.of(5));
  });

  it('refuses another number of columns, and bad cells', async () => {
    expect(await thrown(() => parseCsvRows('1,2,3\n', { name: 'f', columns: 2 }))).toBe(
      'CSV_COLUMN: f: 3 columns, and the model takes 2: leave the label out',
    );
    expect(await thrown(() => parseCsvRows('1\n', { columns: 2 }))).toContain(
      '1 column, and the model takes 2: columns must be separated by commas',
    );
    expect(await thrown(() => parseCsvRows('1,2,3,4\n', { columns: 2 }))).toMatch(/4 columns, .* takes 2$/);
    expect(await thrown(() => parseCsvRows('1,2\n3,NaN\n', { columns: 2 }))).toContain('line 2, column 2');
    expect(await thrown(() => parseCsvRows('1,NaN\n', { columns: 2 }))).toContain('line 1, column 2');
    expect(await thrown(() => parseCsvRows('', { columns: 2 }))).toContain('CSV_EMPTY');
  });

  it.each(['1;2\n3;4\n', 'x;y\n1;2\n', '1\t2\n', '1,5;2,5\n'])('asks for commas in %j', async (other) => {
    const message = 'the model takes 2: columns must be separated by commas';
    expect(await thrown(() => parseCsvRows(other, { columns: 2 }))).toContain(message);
  });
});
