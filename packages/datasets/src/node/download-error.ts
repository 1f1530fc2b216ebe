import { DatasetError } from '../error.ts';

/** A server's refusal or a broken connection; `again` says whether asking the same server once more may help. */
export class DownloadError extends DatasetError {
  readonly again: boolean;

  constructor(code: 'DOWNLOAD_REFUSED' | 'DOWNLOAD_CUT', message: string, again: boolean, cause?: unknown) {
    super(code, message, { cause });
    this.again = again;
  }
}

export function abortedError(what: string, signal: AbortSignal): DatasetError {
  return new DatasetError(
    'ABORTED',
    `${what}: the download was aborted; what came is kept and resumed the next time`,
    { cause: signal.reason },
  );
}

/** Why a fetch or a read of its body failed, in words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
