import type { Run } from '../../state/state.ts';
import type { Command, EpochPoint, Report } from './protocol.ts';

function spawn(name: string): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name });
}

export type Examined = Extract<Report, { type: 'curve' | 'fault' | 'laws' }>;

export interface Examiner {
  /** Looks at another formula; what is told of the ones before is not told any more. */
  examine(expr: string): void;
  close(): void;
}

/** A formula whose curve or whose laws take longer is given up. */
const PATIENCE_MS = 20_000;

/** A worker that looks at formulas. One that breaks, or takes forever, is replaced when the next formula comes. */
export function startExaminer(hear: (news: Examined) => void, fail: (message: string) => void): Examiner {
  let worker: Worker | undefined;
  let id = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  function stop(): void {
    clearTimeout(waiting);
    worker?.terminate();
    worker = undefined;
  }

  function start(): Worker {
    const made = spawn('formula');
    made.onmessage = ({ data }: MessageEvent<Report>) => {
      if (made !== worker) return;
      if (data.type === 'failed') {
        clearTimeout(waiting);
        fail(data.message);
      } else if ('id' in data && data.id === id) {
        if (data.type !== 'curve') clearTimeout(waiting);
        hear(data);
      }
    };
    made.onerror = (event) => {
      event.preventDefault();
      if (made !== worker) return;
      stop();
      fail(event.message);
    };
    return made;
  }

  return {
    examine(expr) {
      id++;
      worker ??= start();
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        stop();
        fail('the formula takes too long');
      }, PATIENCE_MS);
      worker.postMessage({ type: 'examine', id, expr } satisfies Command);
    },
    close: stop,
  };
}

/** What one of the trainings tells. */
export interface Trainee {
  readonly point?: EpochPoint;
  readonly ended?: 'done' | { readonly code: string; readonly message: string };
}

/** Trains all runs at the same time, each in a worker of its own. Returns what stops them. */
export function trainAll(runs: readonly Run[], hear: (index: number, news: Trainee) => void): () => void {
  const workers = runs.map((run, index) => {
    const worker = spawn('comparison');
    const end = (ended: NonNullable<Trainee['ended']>): void => {
      worker.terminate();
      hear(index, { ended });
    };
    worker.onmessage = ({ data }: MessageEvent<Report>) => {
      if (data.type === 'epoch') hear(index, { point: data.point });
      else if (data.type === 'trained') end('done');
      else if (data.type === 'failed') end(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      end({ code: 'CRASHED', message: event.message });
    };
    worker.postMessage({ type: 'train', run } satisfies Command);
    return worker;
  });
  return () => {
    for (const worker of workers) worker.terminate();
  };
}
