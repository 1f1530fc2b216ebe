import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeOf, Failure, placeIn, type Foreign } from '../failure.ts';
import { shellLine } from '../show/shell.ts';
import { resolveFrom } from './resolve.ts';

/** What to tell somebody whose plugin could not be imported. */
export async function importFailure(plugin: Foreign, error: unknown): Promise<Failure> {
  const { name, url } = plugin;
  const path = fileURLToPath(url);
  const options = { cause: error };
  if (codeOf(error) === 'ERR_MODULE_NOT_FOUND') {
    return new Failure('BAD_PLUGIN', `${name}: ${await missing(path, error as Error)}`, undefined, options);
  }
  if (codeOf(error) === 'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING') {
    const message =
      'the package holds TypeScript, which Node does not read in node_modules; it has to be built';
    return new Failure('BAD_PLUGIN', `${name}: ${message}`, undefined, options);
  }
  const own = placeIn(error, [plugin]);
  const place = placeOf(error) ?? (error instanceof SyntaxError ? await checked(path) : undefined);
  const at = own ?? (place === undefined ? name : shown(place, name, path));
  const { name: kind, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  const says = codeOf(error)?.startsWith('ERR_') === false ? message : `${kind}: ${message}`;
  if (isCommonJs(error)) {
    const run = shellLine(['npm', 'pkg', 'set', 'type=module']);
    const where = await folderOfManifest(path);
    return new Failure(
      'PLUGIN_FAILED',
      `${at}: ${says}; its package.json does not say that it holds modules; ` +
        `run${where === process.cwd() ? '' : ` in ${where}`}: ${run}`,
      undefined,
      options,
    );
  }
  return new Failure('PLUGIN_FAILED', `${at}: ${says}`, undefined, options);
}

/** Whether import and export were not known, because a package.json says "type": "commonjs", or says nothing to an old Node. */
function isCommonJs(error: unknown): boolean {
  return (
    error instanceof SyntaxError &&
    /^(Cannot use import statement outside a module|Unexpected token 'export')/.test(error.message)
  );
}

/** The nearest folder above a file with a package.json. */
async function folderOfManifest(path: string): Promise<string> {
  const folder = dirname(path);
  const there = await stat(join(folder, 'package.json')).catch(() => undefined);
  return there !== undefined || dirname(folder) === folder ? folder : folderOfManifest(folder);
}

/** A line of a file. */
interface Place {
  readonly path: string;
  readonly line: string;
}

/** As the command line names it, or else as a path from the current folder: `./squareplus.ts:3`. */
function shown(place: Place, name: string, path: string): string {
  if (place.path === path) return `${name}:${place.line}`;
  const short = relative(process.cwd(), place.path);
  return `${short.startsWith('..') ? place.path : `./${short}`}:${place.line}`;
}

/** Where an error arose. Node puts the place of a mistake in TypeScript or in an import before the error's own line. */
function placeOf(error: unknown): Place | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frame = /\n +at (?:.*\()?(file:[^()]*?):(\d+):\d+\)?(?:\n|$)/;
  return placeFrom(error instanceof SyntaxError ? BEFORE.exec(stack) : frame.exec(stack));
}

const BEFORE = /^(.+):(\d+)\n/;

function placeFrom(match: RegExpExecArray | null): Place | undefined {
  const [, at, line] = match ?? [];
  if (at === undefined || line === undefined) return undefined;
  return { path: at.startsWith('file:') ? fileURLToPath(at) : at, line };
}

/** The place of a mistake in JavaScript, of which Node tells only whoever checks the text by itself. */
async function checked(path: string): Promise<Place | undefined> {
  const source = await readFile(path).catch(() => '');
  const said = await new Promise<string>((done) => {
    const args = ['--input-type=module', '--check', '-'];
    const child = execFile(process.execPath, args, (_error, _out, err) => {
      done(err);
    });
    child.stdin?.on('error', () => undefined).end(source);
  });
  const place = placeFrom(BEFORE.exec(said));
  return place && { ...place, path };
}

/** What is not there that a plugin imports, and how to get it. */
async function missing(path: string, { message }: Error): Promise<string> {
  const [, wanted = '', importer = path] =
    /^Cannot find (?:package|module) '(.*?)'(?: imported from (.*))?$/m.exec(message) ?? [];
  if (!message.startsWith('Cannot find package')) {
    const there = relativeTo(importer, wanted);
    for (const ending of ['.ts', '.js', '.mts', '.mjs']) {
      if ((await stat(wanted + ending).catch(() => undefined)) !== undefined) {
        return `imports '${there}'; an import names the file with its ending: '${there}${ending}'`;
      }
    }
    return `imports '${there}', and there is no such file`;
  }
  const packages = await notInstalled(importer, wanted);
  const where = dirname(importer) === process.cwd() ? '' : ` in ${dirname(importer)}`;
  return (
    `imports ${packages.join(' and ')}, not installed where it is; ` +
    `run${where}: ${shellLine(['npm', 'install', ...packages])}`
  );
}

function relativeTo(importer: string, wanted: string): string {
  const path = relative(dirname(importer), wanted).replaceAll('\\', '/');
  return path.startsWith('.') ? path : `./${path}`;
}

/** All packages that a module imports and that are not there: Node names the first only. */
async function notInstalled(importer: string, first: string): Promise<string[]> {
  const source = await readFile(importer, 'utf8').catch(() => '');
  const named = [...source.matchAll(/\b(?:from|import)\s*\(?\s*['"]([^'".][^'"]*)['"]/g)].map(
    ([, name = '']) => name,
  );
  const names = [...new Set([first, ...named])];
  const resolved = await resolveFrom(dirname(importer), names).catch(() => []);
  const wanted = names.filter((name, i) => {
    const found = resolved[i];
    return (
      name === first || (found !== undefined && 'code' in found && found.code === 'ERR_MODULE_NOT_FOUND')
    );
  });
  return [...new Set(wanted.map(packageOf))].sort();
}

function packageOf(name: string): string {
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}
