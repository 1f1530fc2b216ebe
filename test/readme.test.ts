import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { format } from 'node:util';
import ts from 'typescript';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { blocksOf, matchesLine, statedOutput, type Block } from './markdown.ts';
import { apps, packages, root } from '../scripts/workspace.ts';

// Every ts block of these documents is a module of its own: it is type-checked, run, and held to the output it states.
// Only a block marked `ts no-run` is not run. One marked `ts file=mine.ts` has that name, and the others can import it.
const namedFile = /^file=([\w-]+\.ts)$/;
const documents = [
  ...markdownIn('.'),
  ...markdownIn('docs'),
  ...[...packages, ...apps].flatMap(({ directory }) => markdownIn(directory)),
];
const blocks = documents.flatMap(blocksOf);
const code = blocks
  .filter(({ language }) => language === 'ts')
  .map((block) => ({ ...block, file: fileOf(block) }));

function markdownIn(directory: string): string[] {
  return readdirSync(join(root, directory))
    .filter((name) => name.endsWith('.md') && name !== 'CHANGELOG.md')
    .map((name) => (directory === '.' ? name : `${directory}/${name}`));
}

/** Inside the repository, where `@bilayer/*` are the sources; ignored by git. */
function fileOf({ at, note }: Block): string {
  const [document = '', line = ''] = at.split(':');
  return join(root, '.readme', document, namedFile.exec(note)?.[1] ?? `${line}.ts`);
}

/** What the compiler says of each block, by its file. */
const complaints = new Map<string, string[]>();

beforeAll(() => {
  for (const { file, code: text } of code) {
    mkdirSync(dirname(file), { recursive: true });
    // Written only when it is another, so that watching does not start over and over.
    if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
  }
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile.bind(ts.sys)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram(
    code.map(({ file }) => file),
    {
      ...options,
      moduleDetection: ts.ModuleDetectionKind.Force,
      isolatedDeclarations: false,
      declaration: false,
      noUnusedLocals: false,
      noUnusedParameters: false,
    },
  );
  for (const { file } of code) {
    const found = ts.getPreEmitDiagnostics(program, program.getSourceFile(file));
    complaints.set(
      file,
      found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
    );
  }
}, 120_000);

it('finds runnable code in the README of every package', () => {
  const without = packages
    .map(({ directory }) => `${directory}/README.md`)
    .filter((path) => !code.some(({ at, note }) => at.startsWith(`${path}:`) && note === ''));
  expect(without).toEqual([]);
});

it('leaves no JavaScript unchecked', () => {
  const other = blocks.filter(({ language }) => /^(js|mjs|javascript|typescript|tsx|jsx)$/.test(language));
  expect(other.map(({ at }) => at)).toEqual([]);
  const unknown = code.filter(({ note }) => note !== '' && note !== 'no-run' && !namedFile.test(note));
  expect(unknown.map(({ at, note }) => `${at} ${note}`)).toEqual([]);
});

describe.each(code)('$at', ({ file, code: text, note }) => {
  it('is well typed', () => {
    expect(complaints.get(file)).toEqual([]);
  });

  it.skipIf(note === 'no-run')('runs, and prints what it says', async () => {
    const printed: string[] = [];
    const log = vi.spyOn(console, 'log').mockImplementation((...values: unknown[]) => {
      printed.push(...format(...values).split('\n'));
    });
    const folder = mkdtempSync(join(tmpdir(), 'bilayer-readme-'));
    const before = process.cwd();
    process.chdir(folder); // where a block may write files
    onTestFinished(() => {
      log.mockRestore();
      process.chdir(before);
      rmSync(folder, { recursive: true });
    });
    await import(/* @vite-ignore */ file);
    const stated = statedOutput(text);
    if (stated === undefined) return;
    const wrong = printed.filter((line, i) => !matchesLine(line, stated[i] ?? ''));
    if (wrong.length > 0 || printed.length !== stated.length) expect(printed).toEqual(stated);
  });
});
