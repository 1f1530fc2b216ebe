import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { chromium as driver, type Browser, type Page } from 'playwright-core';
import { root } from '../workspace.ts';
import type { Packed } from './pack.ts';
import { serving } from './server.ts';
import { start } from './shell.ts';

/** Chromium from an npm package on Linux, the system's Chrome elsewhere. */
async function launch(): Promise<Browser> {
  if (process.platform !== 'linux') return driver.launch({ channel: 'chrome' });
  const executablePath = await chromium.executablePath();
  return driver.launch({ executablePath, args: chromium.args });
}

/** Opens `file` of the project `consumer` in a browser. Throws when anything on it goes wrong. */
async function onPage<T>(consumer: string, file: string, use: (page: Page) => Promise<T>): Promise<T> {
  return serving(consumer, async (address) => {
    const browser = await launch();
    try {
      const page = await browser.newPage();
      const failed = new Promise<never>((_, reject) => {
        page.on('pageerror', reject);
        page.on('console', (message) => {
          if (message.type() === 'error') reject(new Error(`${message.text()} ${message.location().url}`));
        });
      });
      failed.catch(() => undefined); // where it is too late to matter
      await page.goto(`${address}/${file}`);
      return await Promise.race([use(page), failed]);
    } finally {
      await browser.close();
    }
  });
}

/** The examples/browser page trains the same network, bit for bit, as Node does. */
export async function checkExample(consumer: string): Promise<string> {
  copyFileSync(join(root, 'examples/browser/index.html'), join(consumer, 'index.html'));
  copyFileSync(join(import.meta.dirname, 'programs/page.ts'), join(consumer, 'page.ts'));
  await start(process.execPath, ['page.ts'], { cwd: consumer });
  const inNode = readFileSync(join(consumer, 'page.safetensors'));
  const { bytes, accuracy } = await onPage(consumer, 'index.html', async (page) => {
    const link = page.locator('#model');
    const [download] = await Promise.all([page.waitForEvent('download'), link.click({ timeout: 60_000 })]);
    return {
      bytes: readFileSync(await download.path()),
      accuracy: (await page.textContent('#accuracy')) ?? '',
    };
  });
  if (!inNode.equals(bytes)) throw new Error('the bytes of the network differ from those in Node');
  if (Number.parseFloat(accuracy) < 90) throw new Error(`only ${accuracy} right`);
  return `${accuracy} right, ${bytes.length} bytes as in Node`;
}

/** Every entry for browsers loads from dist through an import map and exports what it exports in Node. */
export async function checkImportMap(
  consumer: string,
  packed: readonly Packed[],
  entries: readonly string[],
): Promise<void> {
  const imports = Object.fromEntries(
    packed.flatMap(({ manifest: { name, publishConfig } }) =>
      Object.entries(publishConfig?.exports ?? {}).map(([path, file]) => [
        name + path.slice(1),
        `./node_modules/${name}/${file.default.slice(2)}`,
      ]),
    ),
  );
  const list = JSON.stringify(entries);
  const count = `
    const exported = {};
    for (const entry of ${list}) exported[entry] = Object.keys(await import(entry));`;
  writeFileSync(join(consumer, 'count.mjs'), `${count}\nconsole.log(JSON.stringify(exported));`);
  const html = `<!doctype html><link rel="icon" href="data:,"><script type="importmap">${JSON.stringify({ imports })}</script>
    <script type="module">${count}\ndocument.body.textContent = JSON.stringify(exported);</script><body></body>`;
  writeFileSync(join(consumer, 'entries.html'), html);
  const { stdout } = await start(process.execPath, ['count.mjs'], { cwd: consumer });
  const shown = await onPage(consumer, 'entries.html', async (page) => {
    await page.waitForFunction(() => document.body.textContent.startsWith('{'), undefined, {
      timeout: 30_000,
    });
    return page.textContent('body');
  });
  if (shown !== stdout.trim()) throw new Error(`in the browser: ${String(shown)}\nin Node: ${stdout}`);
}
