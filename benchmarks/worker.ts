import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { DType, Task, Variant } from './tasks.ts';

/** What a worker is asked: to time `times` repetitions, or, without `times`, for results to compare. */
export interface Request {
  readonly task: Task['id'];
  readonly dtype: DType;
  readonly variant?: Variant;
  readonly times?: number;
}

/** A worker's facts about itself: versions, threads. */
export type Info = Readonly<Record<string, string | number | null>>;

/** A process that computes tasks when asked. */
export interface Worker {
  readonly info: Info;
  check(task: Task, variant?: Variant): Promise<readonly number[]>;
  /** Seconds that `times` repetitions took. */
  time(task: Task, times: number, variant?: Variant): Promise<number>;
  stop(): void;
}

interface Answer {
  readonly info?: Info;
  readonly values?: readonly number[];
  readonly seconds?: number;
}

/** A process that prints an object as a line of JSON when it is ready, and another for each that it is sent. */
export interface Answering {
  readonly ready: unknown;
  readonly ask: (request: object) => Promise<unknown>;
  readonly stop: () => void;
}

/**
 * Starts such a process and waits until it is ready. Other lines that it prints are passed over. Rejects when it cannot be
 * started or ends before that.
 */
export async function startAnswering(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  cwd?: string,
): Promise<Answering> {
  const child = spawn(command, args, { env, cwd, stdio: ['pipe', 'pipe', 'inherit'] });
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      reject(new Error(`${command} ${args.join(' ')}: ended with ${signal ?? `code ${code ?? '?'}`}`));
    });
  });
  failed.catch(() => undefined); // only whoever waits for an answer is concerned
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  async function answer(): Promise<unknown> {
    for (;;) {
      const { value, done } = await Promise.race([lines.next(), failed]);
      if (done === true) return failed;
      if (value.startsWith('{')) return JSON.parse(value);
    }
  }

  return {
    ready: await answer(),
    ask(request) {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      return answer();
    },
    stop() {
      child.stdin.end();
    },
  };
}

/** Starts a worker and waits until it is ready. Rejects when it cannot be started or ends before that. */
export async function startWorker(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Worker> {
  const { ready, ask, stop } = await startAnswering(command, args, env);
  return {
    info: (ready as Answer).info ?? {},
    async check({ id, dtype }, variant) {
      return ((await ask({ task: id, dtype, variant })) as Answer).values ?? [];
    },
    async time({ id, dtype }, times, variant) {
      return ((await ask({ task: id, dtype, variant, times })) as Answer).seconds ?? NaN;
    },
    stop,
  };
}
