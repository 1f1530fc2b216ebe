import { spawn, type ChildProcess } from 'node:child_process';
import { dirname, delimiter } from 'node:path';

/** How a program ended, and what it printed. */
export interface Ended {
  /** Its exit code; 128 and more when it was killed. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** Milliseconds after which it is killed. Five minutes unless given. */
  readonly timeout?: number;
}

const running = new Set<ChildProcess>();

/** Ends a program and all that it started: each leads a process group of its own. */
function kill(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

/** Ends every program that is still running. */
export function killAll(): void {
  for (const child of running) kill(child);
}

/** Runs a program to its end, whatever that is. It gets no input. */
export function attempt(
  program: string,
  args: readonly string[],
  { cwd, env, timeout = 300_000 }: RunOptions,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    running.add(child);
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => (output[name] += text));
    }
    const timer = setTimeout(() => {
      output.stderr += `\nkilled after ${timeout / 1000} s`;
      kill(child);
    }, timeout);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ status: code ?? 128, ...output });
    });
  });
}

/** Runs a program to its end. Throws with all that it printed when it fails. */
export async function run(program: string, args: readonly string[], options: RunOptions): Promise<Ended> {
  const ended = await attempt(program, args, options);
  if (ended.status !== 0) {
    const command = [program, ...args].join(' ');
    throw new Error(`${command} exited with ${ended.status}\n${ended.stdout}${ended.stderr}`);
  }
  return ended;
}

/** This process's environment without what the package manager that started it has put there. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^p?npm_/i.test(name) && name !== 'INIT_CWD'),
  );
}

/**
 * The environment of a stranger: no programs but Node (the one that runs this), npm and what the machine has; the registry
 * and a cache of its own, so that nothing is taken from, or left in, the user's.
 */
export function strangersEnvironment(userconfig: string, cache: string): NodeJS.ProcessEnv {
  const plain = plainEnvironment();
  const path = (plain['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !/node_modules|node-gyp/.test(folder));
  return {
    ...plain,
    PATH: [dirname(process.execPath), ...path].join(delimiter),
    NO_COLOR: '1',
    npm_config_userconfig: userconfig,
    npm_config_cache: cache,
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
  };
}

/** The environment of a maintainer: as it is, with the registry, and no colours in what is read. */
export function maintainersEnvironment(userconfig: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NO_COLOR: '1',
    TURBO_TELEMETRY_DISABLED: '1',
    npm_config_userconfig: userconfig,
  };
}
