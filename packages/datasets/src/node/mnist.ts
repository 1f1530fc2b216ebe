import { join } from 'node:path';
import type { Dataset } from '../dataset.ts';
import { idxDataset, type IdxDatasetOptions } from '../idx-dataset.ts';
import { cacheFolder } from './cache-folder.ts';
import type { DownloadProgress } from './fetch-file.ts';
import { readKnownFiles, type KnownFiles } from './known-files.ts';

/** MNIST's files with the SHA-256 of their unpacked contents. */
const MNIST_FILES: KnownFiles = {
  trainImages: {
    file: 'train-images-idx3-ubyte',
    sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  },
  trainLabels: {
    file: 'train-labels-idx1-ubyte',
    sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  },
  testImages: {
    file: 't10k-images-idx3-ubyte',
    sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  },
  testLabels: {
    file: 't10k-labels-idx1-ubyte',
    sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  },
};

const MNIST_MIRRORS = [
  'https://ossci-datasets.s3.amazonaws.com/mnist/',
  'https://storage.googleapis.com/cvdf-datasets/mnist/',
];

/** Where to get MNIST from, and the options of the book's `load_mnist`. */
export interface LoadMnistOptions extends Pick<IdxDatasetOptions, 'normalize' | 'flatten' | 'oneHotLabel'> {
  /** A folder that holds the files, looked into first. */
  readonly dir?: string;
  /** The folder that downloads are kept in; `mnist` in the user's cache folder for bilayer if left out. */
  readonly cacheDir?: string;
  /** Whether to download what is in no folder; default true. */
  readonly download?: boolean;
  /** Addresses to download from, each with the files under their usual names with .gz. */
  readonly mirrors?: readonly string[];
  /** Called as a download goes on. */
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** Aborts the download; what came is kept. */
  readonly signal?: AbortSignal;
}

/** loadMnist with the files and their checksums as an argument, so that tests can bring their own. */
export async function loadMnistFiles(
  files: KnownFiles,
  options: LoadMnistOptions & {
    readonly attempts?: number;
    readonly delayMs?: number;
    readonly stallMs?: number;
  },
): Promise<Dataset> {
  const { dir, cacheDir = join(cacheFolder(), 'mnist'), download = true, mirrors = MNIST_MIRRORS } = options;
  const shared = process.env['BILAYER_DATA_DIR'] ?? '';
  const folders = [...(dir === undefined ? [] : [dir]), ...(shared === '' ? [] : [join(shared, 'mnist')])];
  const read = await readKnownFiles({ ...options, files, folders, cacheDir, download, mirrors });
  const classes = Array.from({ length: 10 }, (_, digit) => String(digit));
  return idxDataset(read, { ...options, name: 'mnist', classes });
}

/**
 * MNIST, the book's data set: 60,000 and 10,000 digits of 28 × 28 pixels from 0 (paper) to 255 (ink).
 *
 * Each of the four files comes from the first place that has it: `dir`, `$BILAYER_DATA_DIR/mnist`, the cache, or
 * a mirror on the internet; with .gz or without, and always with its SHA-256 checked. A download is resumed where
 * it was cut, and a file gets its name only when it is whole and right.
 * Throws a DatasetError: FILE_NOT_FOUND, FILE_UNREADABLE, CHECKSUM_MISMATCH, GZIP_CORRUPT, DOWNLOAD_REFUSED,
 * DOWNLOAD_CUT, DISK_FULL, FOLDER_UNWRITABLE, ABORTED.
 */
export async function loadMnist(options: LoadMnistOptions = {}): Promise<Dataset> {
  return loadMnistFiles(MNIST_FILES, options);
}
