import { mkdir, open, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { codeOf, Failure } from './failure.ts';

/** The bytes of a file, or a Failure that says why it cannot be read. */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new Failure('FILE_UNREADABLE', `${path}: ${reason(error)}`, undefined, { cause: error });
  }
}

/** Where a file is written before it gets its name. Each process has its own, so that two cannot mix their bytes. */
function temporaryFor(path: string): string {
  return `${path}.${process.pid}.tmp`;
}

/**
 * Writes a file whole or not at all: into a temporary one, onto the disk, and then under its name. Whoever reads `path`
 * meanwhile, or after a crash, finds the file that was there before, or the new one.
 */
export async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  const temporary = temporaryFor(path);
  try {
    await makeFolder(dirname(path));
    await withFile(temporary, async (file) => {
      await file.writeFile(content);
      await file.sync();
    });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw unwritable(path, error);
  }
}

/** A file to be written later, and the option that names it. */
export interface Output {
  readonly option: string;
  readonly path: string;
  /** Replace the file that is there. */
  readonly force: boolean;
  /** A file that is there is a training that could be resumed. */
  readonly resume?: boolean;
}

/** Throws a Failure now, before any work, when one of the files could not be written later or would replace another. */
export async function checkOutputs(outputs: readonly Output[]): Promise<void> {
  for (const [i, { option, path }] of outputs.entries()) {
    const other = outputs.slice(0, i).find((before) => resolve(before.path) === resolve(path));
    if (other !== undefined) {
      throw new Failure(
        'BAD_OPTION',
        `${path}: is the file of both ${other.option} and ${option}; give them different names`,
      );
    }
  }
  for (const output of outputs) await checkOutput(output);
}

async function checkOutput({ option, path, force, resume = false }: Output): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there?.isDirectory() === true) {
    throw new Failure('FILE_UNWRITABLE', `${path}: is a folder; give ${option} the name of a file`);
  }
  if (there !== undefined && !there.isFile()) {
    throw new Failure('FILE_UNWRITABLE', `${path}: is a device; give ${option} the name of a file`);
  }
  if (there !== undefined && !force) {
    const first = resume ? 'go on from it with --resume' : `choose another name with ${option}`;
    throw new Failure('FILE_EXISTS', `${path}: is there already; ${first}, or say --force to replace it`);
  }
  try {
    const made = await makeFolder(dirname(path));
    await withFile(temporaryFor(path), () => Promise.resolve());
    // Nothing is left behind in case something else is wrong.
    await rm(made ?? temporaryFor(path), { recursive: true });
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** `path` if no file has that name, else the first free one with a number: name-2.safetensors, … */
export async function freeName(path: string): Promise<string> {
  let name = path;
  for (let n = 2; (await stat(name).catch(() => undefined)) !== undefined; n++) {
    name = path.replace(/(\.[^./\\]*)?$/, `-${n}$1`);
  }
  return name;
}

/** Makes a folder and those above it that are missing. Returns the topmost one made; undefined if it was there. */
async function makeFolder(path: string): Promise<string | undefined> {
  if ((await stat(path).catch(() => undefined))?.isDirectory() === true) return undefined;
  // mkdir's own option `recursive` never returns for a folder in /proc (Node 24).
  const made = dirname(path) === path ? undefined : await makeFolder(dirname(path));
  await mkdir(path);
  return made ?? path;
}

async function withFile(path: string, use: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, 'w');
  try {
    await use(file);
  } finally {
    await file.close();
  }
}

function unwritable(path: string, error: unknown): Failure {
  const why = codeOf(error) === 'ENOENT' ? `the folder ${dirname(path)} cannot be made` : reason(error);
  return new Failure('FILE_UNWRITABLE', `${path}: ${why}`, undefined, { cause: error });
}

function reason(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'is a folder, not a file';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'this user may not write or read there';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a part of the path is a file, not a folder';
    case 'ENAMETOOLONG':
      return 'the name is too long';
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'the disk is full';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
