import type { Command, Report } from './protocol.ts';
import { createTrainer } from './trainer.ts';

/** This file is the worker: it hands commands in and reports out. */
const port = globalThis as unknown as {
  onmessage: (event: MessageEvent<Command>) => void;
  postMessage(report: Report, transfer: readonly Transferable[]): void;
};

const trainer = createTrainer((report, transfer = []) => {
  port.postMessage(report, transfer);
});

port.onmessage = ({ data }) => {
  trainer(data);
};
