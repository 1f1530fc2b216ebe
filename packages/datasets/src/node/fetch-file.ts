import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatasetError } from '../error.ts';
import { appendDownload } from './append-download.ts';
import { abortedError, DownloadError } from './download-error.ts';
import { systemCode, writeError } from './file-error.ts';
import { claimPart, releasePart, sizeOf } from './part-file.ts';
import { unpackAndHash } from './verify.ts';

/** How far a download is. */
export interface DownloadProgress {
  /** The file's name. */
  readonly file: string;
  readonly url: string;
  /** Bytes on the disk, those of an earlier run included. */
  readonly received: number;
  /** Bytes in all, where the server says so. */
  readonly total: number | undefined;
}

export interface FetchFileOptions {
  /** Where the file can be had; the next is tried when one fails. */
  readonly urls: readonly string[];
  /** The SHA-256 of the unpacked file. */
  readonly sha256: string;
  /** The path it is to have. */
  readonly target: string;
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How often each server is asked; a cut connection is resumed. */
  readonly attempts?: number | undefined;
  /** The wait before the second attempt; before the third it is twice as long, and so on. */
  readonly delayMs?: number | undefined;
  readonly stallMs?: number | undefined;
}

/** The unpacked contents of `part` if they have the checksum. */
async function verified(part: string, sha256: string): Promise<Uint8Array | undefined> {
  try {
    const unpacked = await unpackAndHash(await readFile(part), part);
    return unpacked.sha256 === sha256 ? unpacked.bytes : undefined;
  } catch (error) {
    if (error instanceof DatasetError) return undefined; // not a whole gzip file
    throw error;
  }
}

/** Downloads `url` into `part`, resuming, until its checksum is right; a wrong file is removed. */
async function download(url: string, part: string, options: FetchFileOptions): Promise<Uint8Array> {
  const { target, sha256, onProgress, signal, attempts = 4, delayMs = 500, stallMs = 30_000 } = options;
  const file = basename(target);
  const onBytes = (received: number, total: number | undefined): void => {
    onProgress?.({ file, url, received, total });
  };
  const known: { etag: string | undefined } = { etag: undefined };
  for (let attempt = 1; ; attempt += 1) {
    if (signal?.aborted === true) throw abortedError(file, signal);
    const offset = await sizeOf(part);
    try {
      await appendDownload({ url, path: part, offset, known, signal, stallMs, onBytes });
      const bytes = await verified(part, sha256);
      if (bytes !== undefined) return bytes;
      await rm(part, { force: true });
      if (offset === 0 || attempt >= attempts) {
        throw new DatasetError(
          'CHECKSUM_MISMATCH',
          `${url}: the file's SHA-256 is not ${sha256}; it was removed`,
        );
      }
      // Its beginning was from another run or server: start over.
    } catch (error) {
      if (!(error instanceof DownloadError && error.again) || attempt >= attempts) throw error;
      await sleep(delayMs * attempt, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Whether another server may do better. */
function isServersFault(error: unknown): error is DatasetError {
  return (
    error instanceof DownloadError || (error instanceof DatasetError && error.code === 'CHECKSUM_MISMATCH')
  );
}

async function fromAnyServer(part: string, options: FetchFileOptions): Promise<Uint8Array> {
  const failures: DatasetError[] = [];
  for (const url of options.urls) {
    try {
      return await download(url, part, options);
    } catch (error) {
      if (!isServersFault(error)) throw error;
      failures.push(error);
    }
  }
  const kept = (await sizeOf(part)) > 0 ? '; what came is kept and resumed the next time' : '';
  throw new DatasetError(
    failures.at(-1)?.code ?? 'DOWNLOAD_REFUSED',
    `${basename(options.target)}: could not be downloaded: ${failures.map(({ message }) => message).join('; ')}${kept}`,
    { cause: new AggregateError(failures) },
  );
}

/**
 * Downloads a file to `target` and returns its unpacked contents. It grows under another name in the same folder
 * (FILE.part, resumed by the next run) and gets its own name, in one step, only when its checksum is right.
 * Throws a DatasetError: DOWNLOAD_REFUSED, DOWNLOAD_CUT or CHECKSUM_MISMATCH (the last server's), DISK_FULL,
 * FOLDER_UNWRITABLE, ABORTED.
 */
export async function fetchFile(options: FetchFileOptions): Promise<Uint8Array> {
  const { target } = options;
  const onDisk = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw systemCode(error) === '' || error instanceof DatasetError
        ? error
        : writeError(dirname(target), error);
    }
  };
  await onDisk(mkdir(dirname(target), { recursive: true }));
  const part = await onDisk(claimPart(target));
  try {
    const bytes = await onDisk(fromAnyServer(part, options));
    await onDisk(rename(part, target));
    return bytes;
  } catch (error) {
    await releasePart(part, target);
    throw error;
  }
}
