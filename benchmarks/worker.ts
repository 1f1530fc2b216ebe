import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { DType, Task } from './tasks.ts';

/** What a worker is asked: to time `times` repetitions, or, without `times`, for results to compare. */
export interface Request {
  readonly task: Task['id'];
  readonly dtype: DType;
  readonly times?: number;
}

/** A worker's facts about itself: versions, threads. */
export type Info = Readonly<Record<string, string | number | null>>;

/** A process that computes tasks when asked. */
export interface Worker {
  readonly info: Info;
  check(task: Task): Promise<readonly number[]>;
  /** Seconds that `times` repetitions took. */
  time(task: Task, times: number): Promise<number>;
  stop(): void;
}

interface Answer {
  readonly info?: Info;
  readonly values?: readonly number[];
  readonly seconds?: number;
}

/** Starts a worker and waits until it is ready. Rejects when it cannot be started or ends before that. */
export async function startWorker(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Worker> {
  const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      reject(new Error(`${command} ${args.join(' ')}: ended with ${signal ?? `code ${code ?? '?'}`}`));
    });
  });
  failed.catch(() => undefined); // only whoever waits for an answer is concerned
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  async function answer(): Promise<Answer> {
    const { value, done } = await Promise.race([lines.next(), failed]);
    return done === true ? failed : (JSON.parse(value) as Answer);
  }
  async function ask(request: Request): Promise<Answer> {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    return answer();
  }

  const { info = {} } = await answer();
  return {
    info,
    async check({ id, dtype }) {
      return (await ask({ task: id, dtype })).values ?? [];
    },
    async time({ id, dtype }, times) {
      return (await ask({ task: id, dtype, times })).seconds ?? NaN;
    },
    stop() {
      child.stdin.end();
    },
  };
}
