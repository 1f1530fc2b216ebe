import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { build } from 'esbuild';
import { chromium as driver, type Browser, type Page } from 'playwright-core';
import { measure, type Effort, type Runner, type Timing } from '../measure.ts';
import { show, showTime } from './figures.ts';
import { message, worstOff } from './repeat.ts';
import { serve } from './page-server.ts';
import { PARAMETERS } from './workloads.ts';

interface PageSide {
  readonly name: string;
  readonly module: string;
  readonly variant: string;
  /** As in `Side`. */
  readonly elements?: number;
}

/** As it is shown. */
export interface BrowserFigure {
  readonly name: string;
  /** Steps a second, or why there are none. */
  readonly step: string;
  readonly gradient: string;
  /** How far the losses of the first updates lie from those of our TypeScript. */
  readonly differ?: string | undefined;
}

export interface BrowserResults {
  readonly browser: string;
  readonly figures: readonly BrowserFigure[];
}

const here = import.meta.dirname;
const YARDSTICK = 'bilayer, TypeScript';
const pages: readonly PageSide[] = [
  { name: 'bilayer, 2 threads', module: '../ours/bilayer.js', variant: 'wasm-2' },
  { name: 'bilayer, 1 thread', module: '../ours/bilayer.js', variant: 'wasm-1' },
  { name: YARDSTICK, module: '../ours/bilayer.js', variant: 'typescript' },
  ...['wasm', 'webgl', 'webgpu'].map((backend) => ({
    name: `TensorFlow.js, ${backend}`,
    module: './tensorflow-page.js',
    variant: backend,
    elements: backend === 'wasm' ? 50 : 5,
  })),
  ...['wasm', 'webgl', 'webgpu'].map((device) => ({
    name: `jax-js, ${device}`,
    module: './jax-page.js',
    variant: device,
    elements: device === 'wasm' ? 10 : 5,
  })),
];

/** The step and the numerical gradient in Chromium, in cross-origin isolated pages, which may use two threads. */
export async function measureInBrowser(inputs: string, effort: Effort): Promise<BrowserResults> {
  const site = mkdtempSync(join(tmpdir(), 'bilayer-pages-'));
  const bundled = await Promise.all(pages.map((page, i) => bundle(page, join(site, `${i}.js`))));
  const server = await serve({
    '/': site,
    '/inputs/': inputs,
    '/tfjs/': join(here, 'node_modules/@tensorflow/tfjs-backend-wasm/dist'),
  });
  const browser = await launch();
  try {
    const opened = await Promise.all(
      pages.map(async (side, i) => {
        const problem = bundled[i];
        if (problem !== undefined) return { side, problem };
        const page = await browser.newPage();
        writeFileSync(join(site, `${i}.html`), html(i));
        await page.goto(`${server.address}/${i}.html`);
        return { side, page };
      }),
    );
    const able = opened.flatMap(({ side, page }) => (page === undefined ? [] : [{ side, page }]));
    const differ = await differences(able);
    const step = await inTurns(able, () => ({ task: 'step', hidden: 50, batch: 100 }), effort);
    const gradient = await inTurns(
      able,
      ({ elements }) => ({ task: 'gradient', hidden: 50, batch: 100, elements: elements ?? PARAMETERS }),
      effort,
    );
    return {
      browser: `Chromium ${browser.version()}`,
      figures: opened.map(({ side, problem }) => ({
        ...figureOf(side, problem, step, gradient),
        differ: differ.get(side.name),
      })),
    };
  } finally {
    await browser.close();
    await server.stop();
    rmSync(site, { recursive: true });
  }
}

function figureOf(
  { name, elements }: PageSide,
  problem: string | undefined,
  step: Turns,
  gradient: Turns,
): BrowserFigure {
  const cell = ({ timings, problems }: Turns, shown: (seconds: number) => string): string => {
    const timing = timings.get(name);
    return timing === undefined ? (problem ?? problems.get(name) ?? '') : shown(timing.median);
  };
  return {
    name,
    step: cell(step, (seconds) => show(1 / seconds)),
    gradient: cell(gradient, (seconds) =>
      elements === undefined ? showTime(seconds) : `≈ ${showTime((seconds * PARAMETERS) / elements)}`,
    ),
  };
}

interface Opened {
  readonly side: PageSide;
  readonly page: Page;
}

interface Turns {
  readonly timings: ReadonlyMap<string, Timing>;
  readonly problems: ReadonlyMap<string, string>;
}

/** What serve.js would be asked on stdin. */
async function ask<T>(page: Page, request: object): Promise<T> {
  const answer = page.evaluate(
    (given) => (globalThis as unknown as { request(given: object): Promise<T> }).request(given),
    request,
  );
  return within(answer, 60_000);
}

/** How far the losses of each page's first updates lie from those of our TypeScript. */
async function differences(able: readonly Opened[]): Promise<ReadonlyMap<string, string>> {
  const losses = new Map<string, readonly number[]>();
  for (const { side, page } of able) {
    try {
      losses.set(side.name, await ask(page, { task: 'check', hidden: 50, batch: 100 }));
    } catch {
      // Its figures will say why.
    }
  }
  const expected = losses.get(YARDSTICK) ?? [];
  return new Map([...losses].map(([name, own]) => [name, worstOff(own, expected)]));
}

async function inTurns(
  able: readonly Opened[],
  request: (side: PageSide) => object,
  effort: Effort,
): Promise<Turns> {
  const problems = new Map<string, string>();
  const runners: Runner[] = [];
  for (const { side, page } of able) {
    const time = (times: number): Promise<number> => ask(page, { ...request(side), times });
    try {
      await page.bringToFront();
      await time(1);
      runners.push({ name: side.name, multiple: 1, time });
    } catch (error) {
      problems.set(side.name, message(error).replace(/^page\.evaluate: (Error: )?/, ''));
    }
  }
  const timings = await measure(runners, effort);
  return { timings: new Map(timings.map((timing) => [timing.side, timing])), problems };
}

async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${milliseconds / 1000} s`));
    }, milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Why it could not be bundled; undefined when it was. */
async function bundle({ module, variant }: PageSide, outfile: string): Promise<string | undefined> {
  const contents = `import { side } from '${module}';\nimport { host } from './page.js';\nhost(side('${variant}'));`;
  try {
    await build({
      stdin: { contents, resolveDir: join(here, 'sides') },
      bundle: true,
      minify: true,
      format: 'esm',
      logLevel: 'silent',
      outfile,
    });
    return undefined;
  } catch {
    return 'it could not be bundled: is it installed?';
  }
}

const html = (i: number): string =>
  `<!doctype html><link rel="icon" href="data:,"><script type="module" src="/${i}.js"></script>`;

/** Chromium from an npm package on Linux, the system's Chrome elsewhere. */
async function launch(): Promise<Browser> {
  const gpu = ['--enable-unsafe-webgpu', '--ignore-gpu-blocklist'];
  if (process.platform !== 'linux') return driver.launch({ channel: 'chrome', args: gpu });
  const executablePath = await chromium.executablePath();
  // Pages in processes of their own, as users have them.
  const args = chromium.args.filter((arg) => !/single-process|no-zygote|site-per-process/.test(arg));
  return driver.launch({ executablePath, args: [...args, ...gpu] });
}
