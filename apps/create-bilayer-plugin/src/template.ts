import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { kinds, type Kind } from './kinds.ts';
import type { Names } from './names.ts';
import { rangeOf } from './ranges.ts';

/** The new package's files: their paths in it, with `/`, and what they say. */
export type Files = ReadonlyMap<string, string>;

export interface Plan extends Names {
  readonly kind: Kind;
  readonly packageName: string;
  readonly author?: string | undefined;
}

/** Beside `src` in a clone and beside `dist` when it is installed. */
const templates = fileURLToPath(new URL('../templates', import.meta.url));

/** Files whose real names mean something to npm and pnpm when this package is packed. */
const DISGUISED: Readonly<Record<string, string>> = {
  _gitignore: '.gitignore',
  _LICENSE: 'LICENSE',
  '_package.json': 'package.json',
};

/** The files of a template as they stand: those of every kind and its own. */
function read(kind: Kind): Map<string, string> {
  const files = ['common', kind].flatMap((folder) => {
    const from = join(templates, folder);
    return readdirSync(from, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map(
        (file) => [file.slice(from.length + 1).replaceAll('\\', '/'), readFileSync(file, 'utf8')] as const,
      );
  });
  return new Map(files.map(([path, text]) => [DISGUISED[path] ?? path, text]));
}

/** The words in the code of a template, its comments left out: what the plugin cannot be called. */
export function wordsOf(kind: Kind): Set<string> {
  const code = (read(kind).get('src/index.ts') ?? '').replaceAll(/\/\*.*?\*\/|\/\/.*$/gms, '');
  const words = new Set(code.match(/[A-Za-z_$][\w$]*/g));
  words.delete('pluginName');
  return words;
}

/** The packages of ours that a file imports. */
function importsOf(text: string | undefined): string[] {
  return [...(text ?? '').matchAll(/ from '(@bilayer\/[a-z]+)/g)].map((match) => match[1] ?? '').sort();
}

/** All the files of a new package. */
export function fill({ kind, identifier, packageName, author }: Plan): Files {
  const files = read(kind);
  const manifest = JSON.parse(files.get('package.json') ?? '') as Record<string, object>;
  const needed = importsOf(files.get('src/index.ts'));
  const tested = importsOf(files.get('test/laws.test.ts'));
  const ranges = (names: string[]): Record<string, string> =>
    Object.fromEntries(names.map((name) => [name, rangeOf(name)]));
  const filled = {
    ...manifest,
    description: `The ${kinds[kind]} ${identifier} for Bilayer`,
    ...(author !== undefined && { author }),
    peerDependencies: ranges(needed),
    devDependencies: { ...ranges([...needed, ...tested].sort()), ...manifest['devDependencies'] },
  };
  files.set('package.json', `${JSON.stringify(filled, null, 2)}\n`);
  const replace = (text: string): string =>
    text
      .replaceAll('the authors of bilayer-plugin-name', () => author ?? `the authors of ${packageName}`)
      .replaceAll('bilayer-plugin-name', packageName)
      .replaceAll('pluginName', identifier);
  return new Map([...files].map(([path, text]) => [path, replace(text)]));
}
