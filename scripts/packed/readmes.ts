import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { blocksOf, matchesLine, statedOutput } from '../../test/markdown.ts';
import { closedList } from '../closed-lists.ts';
import { copyInstalled } from './consumer.ts';
import type { NodeVersion } from './nodes.ts';
import { start } from './shell.ts';

/** A project that has one package installed, and the programs in that package's README. */
export interface ReadmeProject {
  readonly folder: string;
  readonly programs: readonly { readonly at: string; readonly code: string }[];
}

/**
 * A project in `folder` with what `npm install name` brings, or the README's own line of installation, and nothing else:
 * the folders above it have no node_modules.
 */
export function readmeProject(consumer: string, name: string, folder: string): ReadmeProject {
  const readme = join(consumer, 'node_modules', name, 'README.md');
  const line = /^npm install ((?:@bilayer\/\S+ ?)+)$/m.exec(readFileSync(readme, 'utf8'))?.[1];
  const named = line?.trim().split(' ') ?? [name];
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  copyInstalled(consumer, new Set(named.flatMap((one) => [one, ...closedList(one)])), folder);
  const programs = blocksOf(readme)
    .filter(({ language, note }) => language === 'ts' && note === '')
    .map(({ at, code }) => ({ at: at.replace(/.*:/, `${name}/README.md:`), code }));
  if (programs.length === 0) throw new Error('its README has no program');
  return { folder, programs };
}

const runsTypeScript = ({ version }: NodeVersion): boolean => {
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18);
};

/** Runs a README's programs as they stand, without their types where Node takes none, and holds them to what they print. */
export async function checkReadme({ folder, programs }: ReadmeProject, node: NodeVersion): Promise<string> {
  for (const [i, { at, code }] of programs.entries()) {
    const file = runsTypeScript(node) ? `${i}.ts` : `${i}.js`;
    writeFileSync(
      join(folder, file),
      runsTypeScript(node) ? code : (await transform(code, { loader: 'ts', target: 'esnext' })).code,
    );
    const { stdout } = await start(node.program, [file], { cwd: folder });
    const stated = statedOutput(code);
    if (stated === undefined) continue;
    const printed = stdout.trimEnd().split('\n');
    const same =
      printed.length === stated.length && stated.every((text, j) => matchesLine(printed[j] ?? '', text));
    if (!same) throw new Error(`${at} says\n${stated.join('\n')}\nand printed\n${stdout}`);
  }
  return `${programs.length} ${programs.length === 1 ? 'program' : 'programs'}`;
}
