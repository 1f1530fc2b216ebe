import { curveOf, faultOf, lawsOf } from './examine.ts';
import type { Command, Report } from './protocol.ts';

/** This file is the worker: it hands commands in and reports out. */
const port = globalThis as unknown as {
  onmessage: (event: MessageEvent<Command>) => void;
  postMessage(report: Report): void;
};

/** How long a text stands still before the laws are held against it. */
const STILL_MS = 250;

let latest = 0;

function pause(ms = 0): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

async function examine({ id, expr }: Extract<Command, { type: 'examine' }>): Promise<void> {
  latest = id;
  port.postMessage({ type: 'curve', id, curve: curveOf(expr) });
  await pause(STILL_MS);
  const conformance = await lawsOf(expr, async () => {
    // Another text may have come meanwhile.
    await pause();
    return latest === id;
  });
  if (conformance !== undefined) port.postMessage({ type: 'laws', id, conformance });
}

async function carryOut(command: Command): Promise<void> {
  if (command.type === 'examine') {
    await examine(command);
    return;
  }
  const { trainOnce } = await import('./compare.ts');
  await trainOnce(command.run, (point) => {
    port.postMessage({ type: 'epoch', point });
  });
  port.postMessage({ type: 'trained' });
}

port.onmessage = ({ data: command }) => {
  carryOut(command).catch((error: unknown) => {
    const fault = faultOf(error);
    if (fault !== undefined && command.type === 'examine') {
      port.postMessage({ type: 'fault', id: command.id, fault });
      return;
    }
    const { code } = error as { readonly code?: unknown };
    const message = error instanceof Error ? error.message : String(error);
    port.postMessage({ type: 'failed', code: typeof code === 'string' ? code : 'UNEXPECTED', message });
  });
};
