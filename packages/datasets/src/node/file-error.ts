import { DatasetError } from '../error.ts';

/** The code a failed system call carries (ENOENT, ENOSPC, …), or ''. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const FULL = new Set(['ENOSPC', 'EDQUOT']);

/** A DatasetError for a failure to write into a folder: DISK_FULL or FOLDER_UNWRITABLE. */
export function writeError(path: string, cause: unknown): DatasetError {
  const code = systemCode(cause);
  if (FULL.has(code)) {
    return new DatasetError(
      'DISK_FULL',
      `${path}: the disk is full (${code}); make room, or name another folder in cacheDir, and run it again`,
      { cause },
    );
  }
  const reason = code === '' ? String(cause) : code;
  return new DatasetError(
    'FOLDER_UNWRITABLE',
    `${path}: cannot be written (${reason}); make the folder writable, or name another one in cacheDir`,
    { cause },
  );
}

/** A DatasetError for a failure to read a file or folder: FILE_NOT_FOUND or FILE_UNREADABLE. */
export function readError(path: string, cause: unknown): DatasetError {
  const code = systemCode(cause);
  return code === 'ENOENT' || code === 'ENOTDIR'
    ? new DatasetError('FILE_NOT_FOUND', `${path}: there is no such file or folder`, { cause })
    : new DatasetError('FILE_UNREADABLE', `${path}: cannot be read (${code === '' ? String(cause) : code})`, {
        cause,
      });
}
