import { realpath, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { unknownName } from '../choose.ts';
import { Failure, type Foreign } from '../failure.ts';
import type { Io } from '../io.ts';
import { nearest } from '../show/nearest.ts';
import { shellLine } from '../show/shell.ts';
import { isModule, isPath } from '../spec.ts';
import { importFailure } from './import-failure.ts';
import { fileLike, fileNamed, packageLike } from './near.ts';
import { resolveFrom } from './resolve.ts';

/** The file or package that a command line names, imported. */
export interface PluginModule extends Foreign {
  readonly exports: Readonly<Record<string, unknown>>;
}

/** How the built-in ones are called in messages, and their names. */
export interface BuiltIn {
  readonly what: string;
  readonly names: readonly string[];
}

/**
 * Imports a file or a package, looked for from the current folder. Only for what the user has named on the command line: to
 * import is to run its code. Throws a Failure that says what to mend.
 */
export async function importPlugin(name: string, builtIn: BuiltIn, io: Io): Promise<PluginModule> {
  const url = isPath(name) ? await urlOfFile(name) : await urlOfPackage(name, builtIn);
  const path = fileURLToPath(url);
  refuseTypeScript(name, path, Boolean(process.features.typescript));
  io.plugins.push({ name, url });
  try {
    return { name, url, exports: await quietly(() => io.load(url)) };
  } catch (error) {
    throw await importFailure({ name, url }, error);
  }
}

async function urlOfFile(name: string): Promise<string> {
  const there = await stat(name).catch(() => undefined);
  if (there?.isFile() !== true) {
    const like = there === undefined ? await fileLike(name) : undefined;
    const what = there === undefined ? 'there is no such file' : 'is a folder; name a file in it';
    throw new Failure(
      'FILE_UNREADABLE',
      `${name}: ${what}${like === undefined ? '' : `; did you mean ${like}?`}`,
    );
  }
  if (!isModule(name)) {
    throw new Failure('BAD_PLUGIN', `${name}: a plugin is a module: its name ends in .ts, .mts, .js or .mjs`);
  }
  return realUrl(name, name);
}

const PACKAGE = /^(@[\w.~-]+\/)?[\w~][\w.~-]*(\/.+)?$/;

async function urlOfPackage(name: string, { what, names }: BuiltIn): Promise<string> {
  if (PACKAGE.test(name)) {
    const [found] = await resolveFrom(process.cwd(), [name]);
    if (found !== undefined && 'url' in found) {
      // Node's own modules have other addresses, and are no plugins.
      if (found.url.startsWith('file:')) return realUrl(name, fileURLToPath(found.url));
    } else if (found !== undefined && found.code !== 'ERR_MODULE_NOT_FOUND') {
      throw new Failure('BAD_PLUGIN', `${name}: ${found.message.replace(/ imported from .*/, '')}`);
    }
  }
  throw unknownName(what, names, name, await remedyFor(name, names));
}

/** What helps somebody whose name is none; undefined where only a built-in one can be meant. */
async function remedyFor(name: string, names: readonly string[]): Promise<string | undefined> {
  const file = await fileNamed(name);
  if (file !== undefined) return `For the file here write ${file}. `;
  if (!PACKAGE.test(name)) return undefined;
  const isBare = !/[-@/]/.test(name);
  const like = await packageLike(name);
  if (isBare && like !== undefined && nearest(name, names) === undefined) {
    return `Did you mean ${like}, which is installed? `;
  }
  if (names.length > 0 && isBare) return undefined;
  const install = shellLine(['npm', 'install', name]);
  return like === undefined
    ? `If it is a package, it is not installed here: ${install}. `
    : `Did you mean ${like}, which is installed? Another package is not: ${install}. `;
}

/** As in the frames of a stack: without symbolic links. */
async function realUrl(name: string, path: string): Promise<string> {
  const real = await realpath(path).catch(() => {
    throw new Failure(
      'BAD_PLUGIN',
      `${name}: its entry is ${path}, and there is no such file; has it to be built?`,
    );
  });
  return pathToFileURL(real).href;
}

/** Throws NODE_TOO_OLD for a TypeScript file on a Node that only reads JavaScript. */
export function refuseTypeScript(name: string, path: string, canRead: boolean): void {
  const ending = extname(path);
  if (canRead || !/^\.[cm]?ts$/.test(ending)) return;
  throw new Failure(
    'NODE_TOO_OLD',
    `${name}: Node ${process.versions.node} cannot read TypeScript; use Node 22.18 or newer, or compile it to JavaScript ` +
      'and name that (./dist/index.js)',
  );
}

/**
 * Without Node's advice on module types: a file may stand by itself, and where it cannot be loaded for that, the Failure
 * says so.
 */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const warn = process.emitWarning.bind(process) as (warning: string | Error, ...rest: unknown[]) => void;
  const emit = process.emit.bind(process) as (event: string, ...rest: unknown[]) => boolean;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]): void => {
    const [options] = rest;
    const code = typeof options === 'object' && options !== null && 'code' in options ? options.code : '';
    if (code !== 'MODULE_TYPELESS_PACKAGE_JSON' && options !== 'ExperimentalWarning') warn(warning, ...rest);
  };
  // One warning comes without `emitWarning`.
  process.emit = ((event: string, ...rest: unknown[]) => {
    const [warning] = rest;
    const isOfType =
      warning instanceof Error && /^(Failed to|To) load (the|an) ES module/.test(warning.message);
    return event === 'warning' && isOfType ? true : emit(event, ...rest);
  }) as typeof process.emit;
  try {
    return await work();
  } finally {
    process.emitWarning = warn;
    process.emit = emit as typeof process.emit;
  }
}
