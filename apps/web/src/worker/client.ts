import type { Run } from '../state/state.ts';
import type { Command, NamedBlob, Report } from './protocol.ts';
import { spawn } from './spawn.ts';

/** What the page hears: the worker's reports, and what became of a worker that broke. */
export type News =
  | Report
  | {
      readonly type: 'crashed';
      readonly code: 'CRASHED' | 'OUT_OF_MEMORY' | 'UNRESPONSIVE';
      readonly message: string;
      /** Where the training stands now, out of the last checkpoint. */
      readonly iteration: number;
    };

export interface TrainingWorker {
  send(command: Command): void;
  close(): void;
}

// A worker lets messages in every few milliseconds, whatever it computes.
const SILENCE_MS = 15_000;
const ANSWER_MS = 10_000;

/**
 * A worker that trains. One that crashes, runs out of memory or no longer answers is replaced by another, which goes on from
 * the last checkpoint; it waits to be told so when the one before came no further than to the checkpoint it began with.
 */
export function startWorker(hear: (news: News) => void): TrainingWorker {
  let worker: Worker | undefined;
  let run: Run | undefined;
  let mnist: readonly NamedBlob[] | undefined;
  let offered: readonly NamedBlob[] | undefined;
  let checkpoint: { readonly bytes: Uint8Array<ArrayBuffer>; readonly iteration: number } | undefined;
  let startedAt = -1;
  let running = false;
  let heard = 0;
  let asked = 0;

  function start(): Worker {
    const made = spawn();
    made.onmessage = ({ data }: MessageEvent<Report>) => {
      if (made !== worker) return;
      receive(data);
    };
    made.onerror = (event) => {
      event.preventDefault();
      if (made !== worker) return;
      const isMemory = /out of memory|allocation failed/i.test(event.message);
      replace(isMemory ? 'OUT_OF_MEMORY' : 'CRASHED', event.message);
    };
    return made;
  }

  function receive(report: Report): void {
    heard = performance.now();
    asked = 0;
    switch (report.type) {
      case 'pong':
        return;
      case 'checkpoint':
        checkpoint = report;
        return;
      case 'mnist':
        mnist = offered;
        break;
      case 'running':
        running = true;
        break;
      case 'stopped':
        running = false;
        break;
      case 'loaded':
        run = report.run;
        checkpoint = undefined;
        break;
      case 'failed':
        if (report.code === 'OUT_OF_MEMORY') {
          replace('OUT_OF_MEMORY', report.message);
          return;
        }
        if (report.during === 'run' || report.during === 'step') running = false;
        break;
    }
    hear(report);
  }

  function replace(code: 'CRASHED' | 'OUT_OF_MEMORY' | 'UNRESPONSIVE', message: string): void {
    worker?.terminate();
    const cameFurther = (checkpoint?.iteration ?? 0) > startedAt;
    const goOn = running && cameFurther;
    startedAt = checkpoint?.iteration ?? 0;
    running = false;
    worker = start();
    asked = 0;
    hear({ type: 'crashed', code, message, iteration: startedAt });
    if (mnist !== undefined) {
      offered = mnist;
      worker.postMessage({ type: 'mnist', files: mnist } satisfies Command);
    }
    if (run !== undefined) {
      // A copy: the bytes may be needed again.
      const bytes = checkpoint && { checkpoint: checkpoint.bytes.slice() };
      worker.postMessage({ type: 'configure', run, ...bytes } satisfies Command);
      if (goOn) worker.postMessage({ type: 'run' } satisfies Command);
    }
  }

  const watch = setInterval(() => {
    const now = performance.now();
    if (!running || document.hidden) {
      heard = now;
    } else if (asked !== 0 && now - asked > ANSWER_MS) {
      replace('UNRESPONSIVE', 'the worker no longer answers');
    } else if (asked === 0 && now - heard > SILENCE_MS) {
      asked = now;
      worker?.postMessage({ type: 'ping' } satisfies Command);
    }
  }, 2000);

  return {
    send(command) {
      worker ??= start();
      if (command.type === 'configure') {
        run = command.run;
        checkpoint = undefined;
        startedAt = -1;
      } else if (command.type === 'length' && run !== undefined) run = { ...run, epochs: command.epochs };
      else if (command.type === 'mnist') offered = command.files;
      else if (command.type === 'run' || command.type === 'step') heard = performance.now();
      worker.postMessage(command);
    },
    close() {
      clearInterval(watch);
      worker?.terminate();
      worker = undefined;
    },
  };
}
