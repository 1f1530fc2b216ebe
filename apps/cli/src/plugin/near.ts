import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { nearest } from '../show/nearest.ts';
import { isModule } from '../spec.ts';

const PREFIX = 'bilayer-plugin-';

function stem(name: string): string {
  return name.replace(/\.[cm]?[jt]s$/i, '');
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}

/** The module in the current folder that somebody means who forgot the ./ */
export async function fileNamed(name: string): Promise<string | undefined> {
  const endings = isModule(name) ? [''] : ['.ts', '.js', '.mts', '.mjs'];
  for (const ending of endings) {
    const there = await stat(resolve(name + ending)).catch(() => undefined);
    if (there?.isFile() === true) return `./${name}${ending}`;
  }
  return undefined;
}

/** The module that the path of a file that is not there may mean: one with another ending, or with the nearest name. */
export async function fileLike(path: string): Promise<string | undefined> {
  const modules = (await namesIn(dirname(path))).filter(
    (name) => isModule(name) && !/\.d\.[cm]?ts$/.test(name),
  );
  const wanted = stem(basename(path));
  const like = nearest(wanted, [...new Set(modules.map(stem))]);
  const found = modules.find((name) => stem(name) === wanted) ?? modules.find((name) => stem(name) === like);
  return found === undefined ? undefined : path.slice(0, path.length - basename(path).length) + found;
}

/**
 * The package, of those that an import in the current folder finds, that `name` may mean: `bilayer-plugin-<name>`, or the
 * nearest; for a plain word only one of that form.
 */
export async function packageLike(name: string): Promise<string | undefined> {
  const all = await packagesAbove(process.cwd());
  const isWord = !/[-@/]/.test(name);
  const installed = isWord ? all.filter((one) => one.includes(PREFIX)) : all;
  // The prefix alone would make any two alike.
  const own = (one: string): string => one.replace(PREFIX, '');
  const like = nearest(own(name), installed.map(own));
  return installed.find((one) => own(one) === like);
}

/** The packages in the folders node_modules of a folder and of all above it. */
async function packagesAbove(folder: string): Promise<string[]> {
  const modules = join(folder, 'node_modules');
  const here = (await namesIn(modules)).filter((name) => !name.startsWith('.'));
  const scoped = here.filter((name) => name.startsWith('@'));
  const inScopes = await Promise.all(
    scoped.map(async (scope) => (await namesIn(join(modules, scope))).map((name) => `${scope}/${name}`)),
  );
  const own = [...here.filter((name) => !name.startsWith('@')), ...inScopes.flat()];
  return dirname(folder) === folder ? own : [...own, ...(await packagesAbove(dirname(folder)))];
}
