import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants, runInThisContext } from 'node:vm';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { Io } from './io.ts';
import { run } from './program.ts';

/** What a command line ended in. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Node's own import: vitest puts another in its place, with its own ways to read TypeScript and to say what is wrong. */
const importAsNode = runInThisContext('(url) => import(url)', {
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
}) as Io['load'];

/** Runs a command line in this process. */
export async function bilayer(...args: readonly string[]): Promise<Ran> {
  return runWith({}, ...args);
}

/** The same with parts of the world replaced. */
export async function runWith(parts: Partial<Io>, ...args: readonly string[]): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const io: Io = {
    out: (line) => out.push(line),
    note: (line) => err.push(line),
    screen: undefined,
    color: false,
    command: 'bilayer',
    load: importAsNode,
    plugins: [],
    onInterrupt: () => () => undefined,
    ...parts,
  };
  return { code: await run(args, io), out: out.join('\n'), err: err.join('\n') };
}

/** Runs a command line that must succeed and prints JSON. */
export async function json(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { code, out } = await bilayer(...args, '--json');
  const value = JSON.parse(out) as Record<string, unknown>;
  if (code !== 0) throw new Error(`exit code ${String(code)}: ${out}`);
  return value;
}

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

/** Starts the real program, with flags for Node. */
export function start(
  args: readonly string[],
  cwd: string = tmpdir(),
  env: NodeJS.ProcessEnv = {},
  flags: readonly string[] = [],
): ChildProcess {
  return spawn(process.execPath, [...flags, MAIN, ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', ...env },
  });
}

/** Waits for a program's end. */
export function ended(child: ChildProcess): Promise<Ran> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (text: Buffer) => (out += text.toString()));
  child.stderr?.on('data', (text: Buffer) => (err += text.toString()));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      resolve({ code, out, err });
    });
  });
}

/** Waits until a program has written so many lines to stderr, or has ended. `train` writes the first right before it begins. */
export function said(child: ChildProcess, lines: number): Promise<void> {
  let text = '';
  return new Promise((resolve) => {
    child.stderr?.on('data', (more: Buffer) => {
      text += more.toString();
      if (text.split('\n').length > lines) resolve();
    });
    child.once('close', () => {
      resolve();
    });
  });
}

/** An empty folder that is removed when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bilayer-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The same for all tests of a file; to be called outside of them, for a function that names the folder. */
export function folderForAll(): () => string {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bilayer-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return () => folder;
}

/**
 * The same as the current folder, until the test ends, with the workspace's packages in its node_modules and with those
 * files in it.
 */
export async function plugins(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'node_modules'), { recursive: true });
  await symlink(
    fileURLToPath(new URL('../node_modules/@bilayer', import.meta.url)),
    join(folder, 'node_modules/@bilayer'),
  );
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const before = process.cwd();
  process.chdir(folder);
  onTestFinished(() => {
    process.chdir(before);
  });
  return folder;
}

/** A plugin of each kind as its author would write it. */
export const SQUAREPLUS = `
import { defineActivation, type Activation } from '@bilayer/activations';
import { add, mul, sqrt } from '@bilayer/tensor';

export const squareplus: Activation<{ b: number }> = defineActivation({
  name: 'squareplus',
  config: { b: 4 },
  forward: (a, { b }) => mul(0.5, add(a, sqrt(add(mul(a, a), b)))),
});
`;

export const CUBIC = `
import { defineLoss, targetValues } from '@bilayer/losses';
import { abs, mul, sub, sum } from '@bilayer/tensor';

export default defineLoss({
  name: 'cubic',
  perRow(y, t) {
    const d = abs(sub(y, targetValues('cubic', y, t)));
    return sum(mul(d, mul(d, d)), { axis: 1 });
  },
});
`;

export const SIGN_DESCENT = `
import { defineOptimizer } from '@bilayer/optimizers';

export const signDescent = defineOptimizer({
  name: 'signDescent',
  config: { lr: 0.001, keep: 1 },
  step(p, g, _, { lr, keep }) {
    for (let i = 0; i < p.length; i++) p[i] = keep * p[i]! - lr * Math.sign(g[i]!);
  },
});
`;

export const RINGS = `
const split = (n: number) => ({
  length: n,
  shape: [2],
  divisor: 1,
  features: Float64Array.from({ length: 2 * n }, (_, i) => ((i * 7) % 11) / 11),
  labels: Uint8Array.from({ length: n }, (_, i) => i % 2),
});

export async function rings({ n = 40 } = {}) {
  return { contract: 1, name: 'rings', classes: ['in', 'out'], train: split(n), test: split(10) };
}
`;

/** The names in a folder, in order. */
export async function filesIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).sort();
}
