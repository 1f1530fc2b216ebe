/**
 * How soon the first view can be used on a slow phone: 1.6 Mbit/s with a round trip of 150 ms for all that is loaded, and a
 * page whose thread is four times slower. `--plain` leaves the processor as it is.
 */
import { setTimeout } from 'node:timers/promises';
import build from '../test/build.ts';
import { startSite } from '../test/site.ts';
import { startSlowLink } from './slow-link.ts';

const RUNS = 5;
const slowdown = process.argv.includes('--plain') ? 1 : 4;
const trace = process.argv.includes('--trace');

interface Times {
  readonly painted: number;
  readonly usable: number;
  readonly trained: number;
  readonly kilobytes: number;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Notes when Run can be pressed, presses it, and notes when the first update is shown. */
function watch(): void {
  const times: Record<string, number> = {};
  Object.assign(globalThis, { times });
  new MutationObserver(() => {
    const run = document.querySelector<HTMLButtonElement>('button.run:not([disabled])');
    if (run !== null && times['usable'] === undefined) {
      times['usable'] = performance.now();
      run.click();
    }
    const made = document.querySelector('[data-testid=iteration]')?.textContent.replaceAll(/\D/g, '');
    if (Number(made) > 0) times['trained'] ??= performance.now();
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}

await build();
const site = await startSite();

async function measure(): Promise<Times> {
  const link = await startSlowLink(Number(new URL(site.address).port), 150, 200_000);
  const context = await site.browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(watch);
    const protocol = await context.newCDPSession(page);
    await protocol.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    const began = performance.now();
    if (trace) {
      context.on('requestfinished', (request) => {
        const at = Math.round(performance.now() - began);
        console.log(`  ${String(at).padStart(5)} ms  ${request.url().replace(/.*folder\//, '')}`);
      });
    }
    const usable = page.waitForFunction(() => 'usable' in ((globalThis as { times?: object }).times ?? {}));
    await page.goto(`http://127.0.0.1:${link.port}/some/folder/?lang=en`, { waitUntil: 'commit' });
    await usable;
    const kilobytes = link.received() / 1000;
    await page.waitForFunction(() => 'trained' in (globalThis as unknown as { times: object }).times);
    const found = await page.evaluate(() => {
      const { times } = globalThis as unknown as { times: Record<string, number> };
      return { ...times, painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime };
    });
    return { ...(found as unknown as Omit<Times, 'kilobytes'>), kilobytes };
  } finally {
    await context.close();
    link.close();
  }
}

try {
  const all: Times[] = [];
  for (let run = 0; run < RUNS; run++) {
    all.push(await measure());
    await setTimeout(200);
  }
  for (const name of ['painted', 'usable', 'trained', 'kilobytes'] as const) {
    const values = all.map((times) => Math.round(times[name]));
    console.log(`${name.padEnd(10)} ${String(median(values)).padStart(5)}   (${values.join(', ')})`);
  }
} finally {
  await site.close();
}
