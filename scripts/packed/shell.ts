import { execFile, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

const limits = { encoding: 'utf8', timeout: 300_000, maxBuffer: 1 << 26 } as const;

/** Runs a program to its end. Throws with all that it printed when it fails or takes over five minutes. */
export function run(program: string, args: readonly string[], { cwd, env }: RunOptions): Ran {
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    ...limits,
    cwd,
    env: { ...process.env, ...env },
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw failed(program, args, String(status), stdout + stderr);
  return { stdout, stderr };
}

let free = availableParallelism();
const waiting: (() => void)[] = [];

/** The same without waiting for it; no more programs at once than there are processors. */
export async function start(program: string, args: readonly string[], options: RunOptions): Promise<Ran> {
  if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
  else free--;
  try {
    return await ended(program, args, options);
  } finally {
    const next = waiting.shift();
    if (next === undefined) free++;
    else next();
  }
}

function ended(program: string, args: readonly string[], { cwd, env }: RunOptions): Promise<Ran> {
  return new Promise((resolve, reject) => {
    execFile(
      program,
      [...args],
      { ...limits, cwd, env: { ...process.env, ...env } },
      (error, stdout, stderr) => {
        if (error === null) resolve({ stdout, stderr });
        else reject(failed(program, args, String(error.code ?? error.signal), stdout + stderr));
      },
    );
  });
}

function failed(program: string, args: readonly string[], status: string, output: string): Error {
  return new Error(`${program} ${args.join(' ')} exited with ${status}\n${output}`);
}
