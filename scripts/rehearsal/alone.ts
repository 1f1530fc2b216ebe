import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { blocksOf, matchesLine, statedOutput } from '../../test/markdown.ts';
import { closedList } from '../closed-lists.ts';
import { root } from '../workspace.ts';
import { emptyFolder, type Scene } from './scene.ts';
import { run } from './shell.ts';

/**
 * What npm has put below `folder`/node_modules, as paths there, sorted: a second copy of a package shows as
 * `a/node_modules/b`.
 */
function installedIn(folder: string): string[] {
  const { packages } = JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, unknown>>;
  };
  return Object.keys(packages)
    .map((path) => path.replace('node_modules/', ''))
    .sort();
}

/** Throws unless what was installed in `folder` for `name` is it and its closed list, each once. */
function checkArrivals(folder: string, name: string): void {
  const arrived = installedIn(folder).join('\n');
  const wanted = [name, ...closedList(name)].sort().join('\n');
  if (arrived !== wanted) throw new Error(`expected\n${wanted}\nand got\n${arrived}`);
}

/** Installs one package in an empty folder and looks at what arrived. Returns the folder. */
export async function installAlone(scene: Scene, name: string, folder = `alone-${name}`): Promise<string> {
  const cwd = emptyFolder(scene, folder);
  await run('npm', ['install', name], { cwd, env: scene.env });
  checkArrivals(cwd, name);
  return cwd;
}

/** Installs what the README of the installed package says, then runs its programs as they stand and compares their output. */
export async function runReadme({ env }: Scene, cwd: string, name: string): Promise<string> {
  const readme = join(cwd, 'node_modules', name, 'README.md');
  const line = /^npm install ((?:@bilayer\/\S+ ?)+)$/m.exec(readFileSync(readme, 'utf8'))?.[1];
  if (line !== undefined) await run('npm', ['install', ...line.trim().split(' ')], { cwd, env });
  const programs = blocksOf(relative(root, readme)).filter(
    ({ language, note }) => language === 'ts' && note === '',
  );
  if (programs.length === 0) throw new Error('its README has no program');
  for (const [i, { at, code }] of programs.entries()) {
    writeFileSync(join(cwd, `${i}.ts`), code);
    const { stdout } = await run('node', [`${i}.ts`], { cwd, env });
    const stated = statedOutput(code);
    if (stated === undefined) continue;
    const printed = stdout.trimEnd().split('\n');
    const same =
      printed.length === stated.length && stated.every((text, j) => matchesLine(printed[j] ?? '', text));
    if (!same)
      throw new Error(
        `${name}/${at.split('/').at(-1) ?? ''} says\n${stated.join('\n')}\nand printed\n${stdout}`,
      );
  }
  return `${programs.length} ${programs.length === 1 ? 'program' : 'programs'}`;
}
