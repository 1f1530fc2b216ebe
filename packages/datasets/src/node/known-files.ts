import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatasetError } from '../error.ts';
import type { IdxFiles, NamedBytes } from '../idx-dataset.ts';
import { fetchFile, type DownloadProgress, type FetchFileOptions } from './fetch-file.ts';
import { readError, systemCode } from './file-error.ts';
import { unpackAndHash } from './verify.ts';

/** A file's name without .gz, and the SHA-256 of its unpacked contents. */
export interface KnownFile {
  readonly file: string;
  readonly sha256: string;
}

export type KnownFiles = Readonly<Record<keyof IdxFiles, KnownFile>>;

export interface KnownFilesOptions extends Pick<FetchFileOptions, 'attempts' | 'delayMs' | 'stallMs'> {
  readonly files: KnownFiles;
  /** Folders of the user's own, looked into in order; a wrong file there is an error. */
  readonly folders: readonly string[];
  /** The folder downloads are kept in; a wrong file there is downloaded again. */
  readonly cacheDir: string;
  readonly download: boolean;
  /** Addresses to which a file's name and .gz are appended. */
  readonly mirrors: readonly string[];
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** FILE or FILE.gz in `folder` with the right checksum, or undefined; throws on a wrong one where `strict`. */
async function find(
  { file, sha256 }: KnownFile,
  folder: string,
  strict: boolean,
): Promise<NamedBytes | undefined> {
  for (const path of [join(folder, file), join(folder, `${file}.gz`)]) {
    let packed: Uint8Array;
    try {
      packed = await readFile(path);
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes(systemCode(error))) continue;
      throw readError(path, error);
    }
    try {
      const unpacked = await unpackAndHash(packed, path);
      if (unpacked.sha256 === sha256) return { name: path, bytes: unpacked.bytes };
      throw new DatasetError(
        'CHECKSUM_MISMATCH',
        `${path}: is not the file it should be: the SHA-256 of its contents is ${unpacked.sha256}, and ${sha256} was ` +
          'expected; remove it, or put the right one in its place',
      );
    } catch (error) {
      if (strict) throw error;
    }
  }
  return undefined;
}

/** Adds to a failed download where the file was looked for, and what the user can do instead. */
function withAdvice(error: unknown, files: KnownFiles, places: readonly string[]): unknown {
  if (!(error instanceof DatasetError) || error.code === 'ABORTED') return error;
  const names = Object.values(files).map(({ file }) => file);
  return new DatasetError(
    error.code,
    `${error.message}. It was not in ${places.join(' or ')} either. You can put ${names.join(', ')} (with or without ` +
      '.gz) into a folder yourself and give its path (dir), or into the folder mnist under $BILAYER_DATA_DIR',
    { cause: error },
  );
}

/**
 * The four files, unpacked, each from the first place that has it: `folders`, `cacheDir`, `mirrors`.
 * Throws a DatasetError: FILE_NOT_FOUND, FILE_UNREADABLE, CHECKSUM_MISMATCH, GZIP_CORRUPT, what fetchFile throws.
 */
export async function readKnownFiles(options: KnownFilesOptions): Promise<IdxFiles> {
  const { files, folders, cacheDir, download, mirrors } = options;
  const places = [...folders, cacheDir];
  const look = async (known: KnownFile): Promise<NamedBytes | undefined> => {
    for (const folder of places) {
      const found = await find(known, folder, folder !== cacheDir || !download);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const get = async (known: KnownFile, there: Promise<NamedBytes | undefined>): Promise<NamedBytes> => {
    const found = await there;
    if (found !== undefined) return found;
    if (!download) {
      throw new DatasetError(
        'FILE_NOT_FOUND',
        `${known.file}: is not in ${places.join(' or ')}, with or without .gz; put it there, name its folder in dir, ` +
          'or allow the download',
      );
    }
    const file = `${known.file}.gz`;
    const target = join(cacheDir, file);
    const urls = mirrors.map((mirror) => `${mirror.replace(/\/*$/, '/')}${file}`);
    try {
      return { name: target, bytes: await fetchFile({ ...options, urls, sha256: known.sha256, target }) };
    } catch (error) {
      throw withAdvice(error, files, places);
    }
  };
  // They are read and unpacked side by side, and downloaded one after the other.
  const there = {
    trainImages: look(files.trainImages),
    trainLabels: look(files.trainLabels),
    testImages: look(files.testImages),
    testLabels: look(files.testLabels),
  };
  // Of several wrong files the first is told of.
  for (const one of Object.values(there)) one.catch(() => undefined);
  return {
    trainImages: await get(files.trainImages, there.trainImages),
    trainLabels: await get(files.trainLabels, there.trainLabels),
    testImages: await get(files.testImages, there.testImages),
    testLabels: await get(files.testLabels, there.testLabels),
  };
}
