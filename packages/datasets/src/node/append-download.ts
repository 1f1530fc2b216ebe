import { open, truncate, type FileHandle } from 'node:fs/promises';
import { abortedError, DownloadError, reasonOf } from './download-error.ts';
import { writeError } from './file-error.ts';

export interface AppendOptions {
  readonly url: string;
  /** The file that grows, and how many bytes of it are there. */
  readonly path: string;
  readonly offset: number;
  /** The strong ETag under which those bytes came from this URL, where that is known; kept up to date. */
  readonly known: { etag: string | undefined };
  readonly signal: AbortSignal | undefined;
  /** A connection that brings nothing for this long counts as cut, in milliseconds. */
  readonly stallMs: number;
  readonly onBytes: (received: number, total: number | undefined) => void;
}

/** The first byte and the full length that a 206 answer states: `bytes 100-199/200`. */
function contentRange({ headers }: Response): { start?: number; total?: number } {
  const match = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '');
  if (match === null) return {};
  return { start: Number(match[1]), ...(match[2] === '*' ? {} : { total: Number(match[2]) }) };
}

/** The full length that a 200 answer states, where the body comes as it is stored. */
function contentLength({ headers }: Response): number | undefined {
  const stated = headers.get('content-length');
  return stated === null || headers.has('content-encoding') ? undefined : Number(stated);
}

function strongEtag({ headers }: Response): string | undefined {
  const etag = headers.get('etag');
  return etag?.startsWith('"') === true ? etag : undefined;
}

async function writing<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw writeError(path, error);
  }
}

async function appendBody(
  file: FileHandle,
  body: ReadableStream<Uint8Array>,
  start: number,
  total: number | undefined,
  { url, path, onBytes }: AppendOptions,
  net: <T>(work: Promise<T>) => Promise<T>,
): Promise<void> {
  const reader = body.getReader();
  let received = start;
  try {
    onBytes(received, total);
    for (;;) {
      const { done, value } = await net(reader.read());
      if (done) break;
      await writing(path, file.writeFile(value));
      received += value.length;
      onBytes(received, total);
    }
    await writing(path, file.sync());
  } finally {
    reader.cancel().catch(() => undefined); // the connection may be gone already
  }
  if (total !== undefined && received !== total) {
    throw new DownloadError('DOWNLOAD_CUT', `${url}: ${received} of ${total} bytes came`, true);
  }
}

/**
 * Asks `url` for what `path` lacks after `offset` bytes and appends it; starts `path` over where the server sends
 * the whole file. An answer 416 (nothing after the offset) returns as if all were there: the checksum decides.
 * Throws DownloadError; DatasetError ABORTED, DISK_FULL, FOLDER_UNWRITABLE.
 */
export async function appendDownload(options: AppendOptions): Promise<void> {
  const { url, path, offset, known, signal, stallMs } = options;
  const stalled = new AbortController();
  const timer = setTimeout(() => {
    stalled.abort();
  }, stallMs);
  const net = async <T>(work: Promise<T>): Promise<T> => {
    try {
      const result = await work;
      timer.refresh();
      return result;
    } catch (cause) {
      if (signal?.aborted === true) throw abortedError(url, signal);
      const reason = stalled.signal.aborted ? `nothing came for ${stallMs / 1000} s` : reasonOf(cause);
      throw new DownloadError('DOWNLOAD_CUT', `${url}: the connection failed: ${reason}`, true, cause);
    }
  };
  const headers = {
    'accept-encoding': 'identity', // the file as it is stored, or offsets would mean nothing
    ...(offset > 0 ? { range: `bytes=${offset}-` } : {}),
    ...(offset > 0 && known.etag !== undefined ? { 'if-range': known.etag } : {}),
  };
  try {
    const both = AbortSignal.any([stalled.signal, ...(signal === undefined ? [] : [signal])]);
    const response = await net(fetch(url, { headers, signal: both }));
    const { status, body } = response;
    const range = contentRange(response);
    const resumes = status === 206 && range.start === offset;
    if (body === null || !(resumes || status === 200)) {
      await body?.cancel();
      if (status === 416 && offset > 0) return;
      if (status === 206) {
        await writing(path, truncate(path));
        throw new DownloadError(
          'DOWNLOAD_CUT',
          `${url}: the server sent another range than byte ${offset} on`,
          true,
        );
      }
      const again = status === 408 || status === 429 || status >= 500;
      throw new DownloadError(
        'DOWNLOAD_REFUSED',
        `${url}: ${status} ${response.statusText}`.trimEnd(),
        again,
      );
    }
    known.etag = strongEtag(response);
    const file = await writing(path, open(path, resumes ? 'a' : 'w'));
    try {
      const total = resumes ? range.total : contentLength(response);
      await appendBody(file, body, resumes ? offset : 0, total, options, net);
    } finally {
      await writing(path, file.close());
    }
  } finally {
    clearTimeout(timer);
  }
}
