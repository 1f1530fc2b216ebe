import type { Page } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Processor time in µs: what else the machine does meanwhile is not in it. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** The processor time in ms of each task of the page's main thread while `act` runs. */
export async function mainThreadTasks(page: Page, act: () => Promise<unknown>): Promise<number[]> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has no browser to trace');
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const threads = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain',
  );
  return traceEvents
    .filter(({ ph, pid, tid }) => ph === 'X' && threads.some((one) => one.pid === pid && one.tid === tid))
    .flatMap(({ tdur }) => (tdur === undefined ? [] : [tdur / 1000]));
}
