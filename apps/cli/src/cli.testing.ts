import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { Io } from './io.ts';
import { run } from './program.ts';

/** What a command line ended in. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

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

/** Starts the real program. */
export function start(args: readonly string[], cwd: string = tmpdir()): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], { cwd, env: { ...process.env, NO_COLOR: '1' } });
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

/** The names in a folder, in order. */
export async function filesIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).sort();
}
