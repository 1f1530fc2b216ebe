import { realpath, stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { unknownName } from '../choose.ts';
import { Failure } from '../failure.ts';
import type { Io } from '../io.ts';
import { shellLine } from '../show/shell.ts';
import { isModule, isPath } from '../spec.ts';
import { importFailure } from './import-failure.ts';
import { resolveFrom } from './resolve.ts';

/** The file or package that a command line names, imported. */
export interface PluginModule {
  /** As the command line names it. */
  readonly name: string;
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
    return { name, exports: await quietly(() => io.load(url)) };
  } catch (error) {
    throw await importFailure({ name, url }, error);
  }
}

async function urlOfFile(name: string): Promise<string> {
  const there = await stat(name).catch(() => undefined);
  if (there?.isFile() !== true) {
    const what = there === undefined ? 'there is no such file' : 'is a folder; name a file in it';
    throw new Failure('FILE_UNREADABLE', `${name}: ${what}`);
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
  if (!PACKAGE.test(name) || (names.length > 0 && !/[-@/]/.test(name))) return undefined;
  return `If it is a package, it is not installed here: ${shellLine(['npm', 'install', name])}. `;
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

/** The module in the current folder that somebody means who forgot the ./ */
async function fileNamed(name: string): Promise<string | undefined> {
  const endings = isModule(name) ? [''] : ['.ts', '.js', '.mts', '.mjs'];
  for (const ending of endings) {
    const there = await stat(resolve(name + ending)).catch(() => undefined);
    if (there?.isFile() === true) return `./${name}${ending}`;
  }
  return undefined;
}

/** Throws NODE_TOO_OLD for a TypeScript file on a Node that only reads JavaScript. */
export function refuseTypeScript(name: string, path: string, canRead: boolean): void {
  const ending = extname(path);
  if (canRead || !/^\.[cm]?ts$/.test(ending)) return;
  throw new Failure(
    'NODE_TOO_OLD',
    `${name}: Node ${process.versions.node} cannot read TypeScript; take Node 22.18 or newer, or write it in JavaScript ` +
      `as ${name.replace(/\.[cm]?ts$/, '.mjs')}`,
  );
}

/** Without Node's advice on module types, which is meant for packages: a file may stand by itself. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const usual = process.emitWarning.bind(process) as (warning: string | Error, ...rest: unknown[]) => void;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]): void => {
    const [options] = rest;
    const code = typeof options === 'object' && options !== null && 'code' in options ? options.code : '';
    if (code !== 'MODULE_TYPELESS_PACKAGE_JSON' && options !== 'ExperimentalWarning') usual(warning, ...rest);
  };
  try {
    return await work();
  } finally {
    process.emitWarning = usual;
  }
}
