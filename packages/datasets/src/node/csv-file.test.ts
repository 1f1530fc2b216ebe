import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { parseCsv } from '../csv.ts';
import { thrown } from '../errors.testing.ts';
import { loadCsvFile } from './csv-file.ts';
import { temporaryFolder } from './server.testing.ts';

const text = 'x,kind\n1,à\n2,b\n3,à\n4,b\n5,à\n';

it('loadCsvFile reads UTF-8, with a byte order mark or without, packed or not', async () => {
  const path = join(await temporaryFolder(), 'mine.csv');
  for (const content of [text, `\uFEFF${text}`, gzipSync(text)]) {
    await writeFile(path, content);
    expect(await loadCsvFile(path)).toEqual(parseCsv(text, { name: 'mine.csv' }));
  }
  expect((await loadCsvFile(path, { name: 'other', testEvery: 2 })).test.length).toBe(2);
});

it('loadCsvFile says what is wrong with which file', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'mine.csv');
  expect(await thrown(loadCsvFile(path))).toBe(`FILE_NOT_FOUND: ${path}: there is no such file or folder`);
  expect(await thrown(loadCsvFile(folder))).toBe(`FILE_UNREADABLE: ${folder}: cannot be read (EISDIR)`);
  await writeFile(path, Buffer.from(`\uFEFF${text}`, 'utf16le'));
  expect(await thrown(loadCsvFile(path))).toBe(
    `TEXT_ENCODING: ${path}: is not UTF-8 text; save it as CSV in UTF-8`,
  );
  await writeFile(path, gzipSync(text).subarray(0, 20));
  expect(await thrown(loadCsvFile(path))).toContain(`GZIP_CORRUPT: ${path}: `);
  await writeFile(path, '1,a\nNaN,b\n');
  expect(await thrown(loadCsvFile(path))).toContain('CSV_CELL: mine.csv: line 2, column 1: "NaN"');
});
