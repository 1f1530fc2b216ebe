import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import chromium from '@sparticuz/chromium';
import {
  chromium as driver,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';

export const dist: string = join(import.meta.dirname, '../dist');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** What makes a page cross-origin isolated, so that threads may share memory. */
const isolating: Readonly<Record<string, string>> = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** What is served, compressed as hosts do. */
const packed = new Map<string, Buffer>();

function pack(file: string): Buffer {
  const known = packed.get(file);
  if (known !== undefined) return known;
  const bytes = gzipSync(readFileSync(file));
  packed.set(file, bytes);
  return bytes;
}

/** Serves the build below /some/folder/, as any static host would: no special headers; they are below /isolated/ only. */
function serve(): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const [folder] = /^\/(some\/folder|isolated)\//.exec(pathname) ?? [];
    const path = normalize(pathname.slice((folder?.length ?? 0) - 1)).replace(/\/$/, '/index.html');
    const file = join(dist, path);
    if (folder === undefined || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    const type = types[extname(file)] ?? 'application/octet-stream';
    const headers = {
      ...(folder === '/isolated/' && isolating),
      // Their names have their hashes.
      ...(path.startsWith('/assets/') && { 'cache-control': 'max-age=600' }),
    };
    response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip', ...headers });
    response.end(pack(file));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(server);
    });
  });
}

/** Chromium from an npm package on Linux, the system's Chrome elsewhere. */
async function launch(): Promise<Browser> {
  if (process.platform !== 'linux') return driver.launch({ channel: 'chrome' });
  // Its own arguments put all into one process, in which workers cannot fail by themselves. Drawing needs no process of its own.
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--font-render-hinting=none',
    '--in-process-gpu',
  ];
  return driver.launch({ executablePath: await chromium.executablePath(), args });
}

/** The built page on a server of its own, and a browser: one for all tests. */
export interface Site {
  readonly address: string;
  readonly browser: Browser;
  /** A visitor with a new profile, who has no page open yet. */
  enter(options?: BrowserContextOptions): Promise<Visit>;
  /**
   * Opens the page with that query or path (no page, where it is undefined) in a new profile while `use` runs. Rejects for
   * errors on the page that `use` did not take.
   */
  visit(
    query: string | undefined,
    use: (visit: Visit) => Promise<void>,
    options?: BrowserContextOptions,
  ): Promise<void>;
  close(): Promise<void>;
}

/** A visitor with a browser profile of their own. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What went wrong on the page so far: exceptions, and errors in its console (a violated policy is one). */
  readonly errors: string[];
  /** The addresses that the page and its workers asked for; what the service worker keeps is not among them. */
  readonly requests: readonly string[];
}

/** Throws if anything went wrong on a page. */
export function refuse(errors: readonly string[]): void {
  if (errors.length > 0) throw new Error(`on the page: ${errors.join('\n')}`);
}

/** Serves what `build` has built, and starts a browser; `all` is for every visit. */
export async function startSite(all: BrowserContextOptions = {}): Promise<Site> {
  const [server, browser] = await Promise.all([serve(), launch()]);
  const { port } = server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}/some/folder/`;
  async function enter(options: BrowserContextOptions = {}): Promise<Visit> {
    const context = await browser.newContext({
      baseURL: address,
      viewport: { width: 1280, height: 900 },
      ...all,
      ...options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const errors: string[] = [];
    const requests: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    context.on('request', (request) => {
      if (request.serviceWorker() === null) requests.push(request.url());
    });
    return { page, context, errors, requests };
  }
  return {
    address,
    browser,
    enter,
    async visit(query, use, options) {
      const visit = await enter(options);
      try {
        if (query !== undefined) await visit.page.goto(query);
        await use(visit);
        refuse(visit.errors);
      } finally {
        await visit.context.close();
      }
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The whole number shown in the element with that test id. */
export async function shownNumber(page: Page, id: string): Promise<number> {
  return Number((await page.getByTestId(id).textContent())?.replaceAll(/\D/g, ''));
}

/** Runs until at least `count` updates are made. */
export async function trainTo(page: Page, count: number): Promise<void> {
  await page.getByRole('button', { name: 'Run' }).click();
  await page.waitForFunction(
    (least) =>
      Number(document.querySelector('[data-testid=iteration]')?.textContent.replaceAll(/\D/g, '')) >= least,
    count,
  );
}

/** Lets files fall onto the element (the page, unless it is said). */
export async function drop(
  page: Page,
  files: readonly { readonly name: string; readonly buffer: Buffer }[],
  onto = 'body',
): Promise<void> {
  const plain = files.map(({ name, buffer }) => ({ name, base64: buffer.toString('base64') }));
  const data = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of all) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    return transfer;
  }, plain);
  await page.dispatchEvent(onto, 'drop', { dataTransfer: data });
}
