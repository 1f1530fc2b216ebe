import { readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Dataset } from '../dataset.ts';
import { DatasetError } from '../error.ts';
import { idxDataset, type IdxDatasetOptions, type NamedBytes } from '../idx-dataset.ts';
import { readError } from './file-error.ts';

/** The one file of `entries` whose name begins as `pattern` says; FILE is taken before FILE.gz. */
async function readOnly(
  dir: string,
  entries: readonly string[],
  pattern: RegExp,
  usual: string,
): Promise<NamedBytes> {
  const matches = entries.filter((entry) => pattern.test(entry) && !entry.endsWith('.part'));
  const [first, ...others] = matches.filter((entry) => !matches.some((other) => entry === `${other}.gz`));
  if (first === undefined) {
    throw new DatasetError(
      'FILE_NOT_FOUND',
      `${dir}: there is no ${usual} or ${usual}.gz; four files with MNIST's names were expected`,
    );
  }
  if (others.length > 0) {
    throw new DatasetError(
      'FILE_AMBIGUOUS',
      `${dir}: ${[first, ...others].join(', ')} could each be ${usual}; leave one`,
    );
  }
  const path = join(dir, first);
  try {
    return { name: path, bytes: await readFile(path) };
  } catch (error) {
    throw readError(path, error);
  }
}

/**
 * A data set from a folder of four IDX files named as MNIST's: train-images…, train-labels…, t10k-images… or
 * test-images…, t10k-labels… or test-labels…, packed with gzip or not. No checksums are known, so none is checked.
 * `name` defaults to the folder's name.
 * Throws a DatasetError: FILE_NOT_FOUND, FILE_AMBIGUOUS, FILE_UNREADABLE, what idxDataset throws.
 */
export async function loadIdxFolder(dir: string, options: IdxDatasetOptions = {}): Promise<Dataset> {
  let entries: string[];
  try {
    entries = (await readdir(dir)).sort();
  } catch (error) {
    throw readError(dir, error);
  }
  const files = {
    trainImages: await readOnly(dir, entries, /^train[-_.]images/, 'train-images-idx3-ubyte'),
    trainLabels: await readOnly(dir, entries, /^train[-_.]labels/, 'train-labels-idx1-ubyte'),
    testImages: await readOnly(dir, entries, /^(?:t10k|test)[-_.]images/, 't10k-images-idx3-ubyte'),
    testLabels: await readOnly(dir, entries, /^(?:t10k|test)[-_.]labels/, 't10k-labels-idx1-ubyte'),
  };
  return idxDataset(files, { name: basename(resolve(dir)), ...options });
}
