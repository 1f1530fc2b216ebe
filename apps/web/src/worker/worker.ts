import type { Command, Report } from './protocol.ts';

/** This file is the worker: it hands commands in and reports out, and is small, so that all it needs is loaded side by side. */
const port = globalThis as unknown as {
  onmessage: (event: MessageEvent<Command>) => void;
  postMessage(report: Report, transfer: readonly Transferable[]): void;
};

const post = (report: Report, transfer: readonly Transferable[] = []): void => {
  port.postMessage(report, transfer);
};

const trainer = import('./trainer.ts').then(({ createTrainer }) => createTrainer(post));
// The data sets are asked for by the trainer, which would be late.
void import('@bilayer/datasets').catch(() => undefined);

port.onmessage = ({ data }) => {
  trainer.then(
    (carryOut) => {
      carryOut(data);
    },
    (error: unknown) => {
      post({ type: 'failed', during: data.type, code: 'NOT_LOADED', message: String(error) });
    },
  );
};
