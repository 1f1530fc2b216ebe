import { exec as execCommand, execFile } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { kinds, type Kind } from './kinds.ts';
import { pluginNames } from './names.ts';
import { fill, type Plan } from './template.ts';
import { writeFolder } from './write-folder.ts';

// What is written, tested and built as its author would, but with our sources instead of packages from a registry.
const root = resolve(import.meta.dirname, '../../..');
let home = '';
const allKinds = Object.keys(kinds) as Kind[];

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'create-bilayer-plugin-'));
  for (const name of readdirSync(join(root, 'packages'))) {
    const [from, to] = [join(root, 'packages', name), join(home, 'node_modules/@bilayer', name)];
    mkdirSync(to, { recursive: true });
    copyFileSync(join(from, 'package.json'), join(to, 'package.json'));
    symlinkSync(join(from, 'src'), join(to, 'src'));
  }
  mkdirSync(join(home, 'node_modules/@types'));
  symlinkSync(join(root, 'node_modules/@types/node'), join(home, 'node_modules/@types/node'));
});

afterAll(() => {
  rmSync(home, { recursive: true });
});

const exec = promisify(execFile);

/** Runs Node in the package's folder; throws with all that it printed when it fails. */
async function node(folder: string, ...args: string[]): Promise<string> {
  try {
    return (await exec(process.execPath, args, { cwd: folder })).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`node ${args.join(' ')}\n${stdout}${stderr}`, { cause: error });
  }
}

interface Scripts {
  readonly pretest: string;
  readonly test: string;
  readonly prepublishOnly: string;
}

function scriptsOf(folder: string): Scripts {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly scripts: Scripts;
  };
  return manifest.scripts;
}

/** Runs a script of `package.json` as npm does, in a shell; resolves to what it prints. */
async function shell(script: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const PATH = [dirname(process.execPath), process.env['PATH']].join(delimiter);
  return (await promisify(execCommand)(script, { env: { ...process.env, ...env, PATH } })).stdout;
}

function planFor(kind: Kind): Plan & { readonly folder: string } {
  const names = pluginNames(`my-${kind}`);
  const packageName = `bilayer-plugin-${names.slug}`;
  return { kind, ...names, packageName, folder: join(home, packageName) };
}

/**
 * Compiles as `tsc --project config` does, and returns its complaints about the package; those about our sources, which stand
 * in for declarations here, are not its business.
 */
function compile(config: string): string[] {
  const parsed = ts.getParsedCommandLineOfConfigFile(
    config,
    // Without following the links: a file in node_modules belongs to another package.
    { preserveSymlinks: true },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  const { options, fileNames, errors } = parsed ?? { options: {}, fileNames: [], errors: [] };
  const program = ts.createProgram(fileNames, options);
  const found = [
    ...errors,
    ...program.getOptionsDiagnostics(),
    ...fileNames.flatMap((file) => [...ts.getPreEmitDiagnostics(program, program.getSourceFile(file))]),
  ];
  if (options.noEmit !== true) found.push(...program.emit().diagnostics);
  return found.map(({ file, messageText }) =>
    [file?.fileName, ts.flattenDiagnosticMessageText(messageText, '\n')].join(': '),
  );
}

it.concurrent.each(allKinds)('makes a package with a working %s', async (kind) => {
  const { folder, packageName, identifier } = planFor(kind);
  writeFolder(folder, fill(planFor(kind)));

  expect(compile(join(folder, 'tsconfig.build.json'))).toEqual([]);
  expect(readdirSync(join(folder, 'dist')).sort()).toEqual(['index.d.ts', 'index.js']);

  // The program in the README runs among the tests, on what was built.
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  const [, program] = /^```ts\n(.*?)^```$/ms.exec(readme) ?? [];
  expect(program).toContain(`from '${packageName}'`);
  writeFileSync(join(folder, 'test/readme.ts'), program ?? '');
  const [, ...words] = scriptsOf(folder).test.split(' ');
  const tap = await node(folder, '--test-reporter=tap', ...words, 'test/readme.ts');
  expect(Number(/^# pass (\d+)$/m.exec(tap)?.[1])).toBeGreaterThan(5);

  const built = (await import(/* @vite-ignore */ join(folder, 'dist/index.js'))) as Record<string, unknown>;
  expect(Object.keys(built)).toEqual([identifier]);
});

it('fails where its tests are not found', async () => {
  const { folder } = planFor('dataset');
  renameSync(join(folder, 'test/laws.test.ts'), join(folder, 'test/moved.test.ts'));
  try {
    const [, ...words] = scriptsOf(folder).test.split(' ');
    await expect(node(folder, ...words)).rejects.toThrow(/Could not find .*laws\.test\.ts/);
  } finally {
    renameSync(join(folder, 'test/moved.test.ts'), join(folder, 'test/laws.test.ts'));
  }
});

it('says before its tests which Node they need', async () => {
  const { pretest } = scriptsOf(planFor('loss').folder);
  await expect(shell(pretest)).resolves.toBe('');
  // What Node says of itself where it was told not to run TypeScript, and where it can't.
  const env = { NODE_OPTIONS: '--no-experimental-strip-types' };
  await expect(shell(pretest, env)).rejects.toThrow(/npm test needs Node >= 22\.18.*; this is Node v\d/);
});

it('refuses to be published as version 0.0.0', async () => {
  const { prepublishOnly } = scriptsOf(planFor('loss').folder);
  await expect(shell(prepublishOnly, { npm_package_version: '0.0.0' })).rejects.toThrow(
    /still version 0\.0\.0; run npx changeset version first/,
  );
  await expect(shell(prepublishOnly, { npm_package_version: '0.1.0' })).resolves.toBe('');
});

// All four at once, since most of the time goes to our own sources. Their settings are one and the same file.
it('makes packages whose sources, tests and READMEs are well typed', () => {
  const [first] = allKinds.map(planFor);
  const include = allKinds.flatMap((kind) => ['src', 'test'].map((part) => join(planFor(kind).folder, part)));
  const settings = { extends: join(first?.folder ?? '', 'tsconfig.json'), include };
  writeFileSync(join(home, 'tsconfig.json'), JSON.stringify(settings));
  expect(compile(join(home, 'tsconfig.json'))).toEqual([]);
});
