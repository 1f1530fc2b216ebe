import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseCsv, type CsvOptions } from '../csv.ts';
import type { Dataset } from '../dataset.ts';
import { DatasetError } from '../error.ts';
import { gunzipIfNeeded } from '../gunzip.ts';
import { readError } from './file-error.ts';

/**
 * A data set from a CSV file in UTF-8, packed with gzip or not; see parseCsv. `name` defaults to the file's name.
 * Throws a DatasetError: FILE_NOT_FOUND, FILE_UNREADABLE, GZIP_CORRUPT, TEXT_ENCODING, what parseCsv throws.
 */
export async function loadCsvFile(path: string, options: CsvOptions = {}): Promise<Dataset> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw readError(path, error);
  }
  const unpacked = await gunzipIfNeeded(bytes, { name: path });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(unpacked);
  } catch (cause) {
    throw new DatasetError('TEXT_ENCODING', `${path}: is not UTF-8 text; save it as CSV in UTF-8`, { cause });
  }
  return parseCsv(text, { name: basename(path), ...options });
}
