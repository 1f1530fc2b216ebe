import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Failure } from './failure.ts';
import type { Files } from './template.ts';

/** Throws `FOLDER_NOT_EMPTY` unless there is nothing at `folder`, or a folder that is empty but for a `.git`. */
export function checkFolder(folder: string): void {
  if (!existsSync(folder)) return;
  const what = statSync(folder).isDirectory()
    ? readdirSync(folder).some((name) => name !== '.git') && 'is not empty'
    : 'is a file';
  if (what !== false) {
    throw new Failure(
      'FOLDER_NOT_EMPTY',
      `${folder} ${what}; nothing was written. Name another with --folder`,
    );
  }
}

/**
 * Writes the files into `folder`: all of them or none. They are written beside it first and then moved there. Throws
 * `FOLDER_NOT_EMPTY`, and `CANNOT_WRITE` for what the file system refuses.
 */
export function writeFolder(folder: string, files: Files): void {
  checkFolder(folder);
  const target = resolve(folder);
  let beside: string | undefined;
  try {
    mkdirSync(dirname(target), { recursive: true });
    beside = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
    for (const [path, text] of files) {
      const file = join(beside, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    // mkdtemp's folder is its owner's alone; this one gets the usual permissions.
    mkdirSync(target, { recursive: true });
    for (const name of readdirSync(beside)) renameSync(join(beside, name), join(target, name));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure('CANNOT_WRITE', `${folder} cannot be written: ${why}`, undefined, { cause: error });
  } finally {
    if (beside !== undefined) rmSync(beside, { recursive: true, force: true });
  }
}
