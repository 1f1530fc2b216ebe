import type { Command, Report } from './protocol.ts';

export interface SlowWorker {
  send(command: Command): void;
  close(): void;
}

/** A worker that takes its time. One that breaks tells `failed` and does nothing more. */
export function startSlowWorker(hear: (report: Report) => void): SlowWorker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'slow' });
  worker.onmessage = ({ data }: MessageEvent<Report>) => {
    hear(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    hear({ type: 'failed', message: event.message });
  };
  return {
    send(command) {
      worker.postMessage(command);
    },
    close() {
      worker.terminate();
    },
  };
}
