import type { Dataset, Split } from './dataset.ts';
import { DatasetError } from './error.ts';
import { gunzipIfNeeded } from './gunzip.ts';
import { parseIdx } from './idx.ts';

/** A file's contents, packed with gzip or not, and its name for error messages. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The four files of a data set in MNIST's form. */
export interface IdxFiles {
  readonly trainImages: NamedBytes;
  readonly trainLabels: NamedBytes;
  readonly testImages: NamedBytes;
  readonly testLabels: NamedBytes;
}

/** The options of the book's `load_mnist`, with its defaults, and the names that IDX files do not hold. */
export interface IdxDatasetOptions {
  /** The data set's name; 'idx' if left out. */
  readonly name?: string;
  /** The classes' names; '0', '1', … up to the largest label if left out. */
  readonly classes?: readonly string[];
  /** Divide pixels by 255 when batches are made, so that they are 0 … 1; default true. */
  readonly normalize?: boolean;
  /** Rows of shape [rows·columns] and not [1, rows, columns]; default true. */
  readonly flatten?: boolean;
  /** Hand the targets out one-hot; default false. */
  readonly oneHotLabel?: boolean;
}

interface Pair {
  readonly images: Uint8Array;
  readonly rows: number;
  readonly columns: number;
  readonly labels: Uint8Array;
}

async function readBytes(
  file: NamedBytes,
  what: string,
  rank: number,
): Promise<{ shape: readonly number[]; data: Uint8Array }> {
  const idx = parseIdx(await gunzipIfNeeded(file.bytes, file), file);
  if (idx.type !== 'uint8' || idx.shape.length !== rank) {
    throw new DatasetError(
      'IDX_MISMATCH',
      `${file.name}: ${what} must be uint8 with ${rank} dimension${rank === 1 ? '' : 's'}, but the file holds ` +
        `${idx.type} [${idx.shape.join(', ')}]; are the files in the right places?`,
    );
  }
  return { shape: idx.shape, data: idx.data };
}

async function readPair(imageFile: NamedBytes, labelFile: NamedBytes): Promise<Pair> {
  const images = await readBytes(imageFile, 'images', 3);
  const labels = await readBytes(labelFile, 'labels', 1);
  const [count = 0, rows = 0, columns = 0] = images.shape;
  if (count !== labels.data.length) {
    throw new DatasetError(
      'IDX_MISMATCH',
      `${imageFile.name} holds ${count} images, but ${labelFile.name} holds ${labels.data.length} labels; ` +
        'they must be the two files of one set',
    );
  }
  return { images: images.data, rows, columns, labels: labels.data };
}

function checkLabels(file: NamedBytes, labels: Uint8Array, classes: readonly string[]): void {
  const bad = labels.findIndex((label) => label >= classes.length);
  if (bad !== -1) {
    throw new DatasetError(
      'LABEL_OUT_OF_RANGE',
      `${file.name}: label ${String(labels[bad])} (number ${bad}) is outside 0 … ${classes.length - 1}, ` +
        `the indices of the ${classes.length} classes given`,
    );
  }
}

function largestOf(labels: Uint8Array): number {
  return labels.reduce((a, b) => (a > b ? a : b), 0);
}

function classesUpTo(largest: number): string[] {
  return Array.from({ length: largest + 1 }, (_, i) => String(i));
}

/**
 * A data set from the contents of four IDX files in MNIST's form: images [N, rows, columns] and labels [N], all
 * uint8. Files packed with gzip are unpacked. Reads no files itself, so it runs in a browser too.
 * Throws a DatasetError: what parseIdx and gunzipIfNeeded throw, IDX_MISMATCH where files do not belong
 * together, LABEL_OUT_OF_RANGE where a label has no name in `classes`.
 */
export async function idxDataset(files: IdxFiles, options: IdxDatasetOptions = {}): Promise<Dataset> {
  const { name = 'idx', normalize = true, flatten = true, oneHotLabel = false } = options;
  // Unpacked side by side; of several wrong files the first is told of.
  const testPair = readPair(files.testImages, files.testLabels);
  testPair.catch(() => undefined);
  const train = await readPair(files.trainImages, files.trainLabels);
  const test = await testPair;
  if (train.rows !== test.rows || train.columns !== test.columns) {
    throw new DatasetError(
      'IDX_MISMATCH',
      `${files.trainImages.name} holds images of ${train.rows} × ${train.columns}, but ${files.testImages.name} ` +
        `of ${test.rows} × ${test.columns}; both must be of one size`,
    );
  }
  const classes = options.classes ?? classesUpTo(Math.max(largestOf(train.labels), largestOf(test.labels)));
  checkLabels(files.trainLabels, train.labels, classes);
  checkLabels(files.testLabels, test.labels, classes);
  const split = ({ images, rows, columns, labels }: Pair): Split => ({
    length: labels.length,
    shape: flatten ? [rows * columns] : [1, rows, columns],
    features: images,
    divisor: normalize ? 255 : 1,
    labels,
    ...(oneHotLabel ? { oneHot: true } : {}),
  });
  return { contract: 1, name, classes: [...classes], train: split(train), test: split(test) };
}
