import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { languages } from '../src/state/choices.ts';
import { axe } from './axe.ts';
import { mainThreadTasks } from './tasks.ts';
import { commandModel, packagesModel, savedModel } from './models.ts';
import { drop, shownNumber, trainTo, type Site } from './site.ts';

const finished = (page: Page): Promise<void> =>
  page.getByRole('status').filter({ hasText: 'Done.' }).waitFor();
const ready = (page: Page): Promise<void> => page.getByTestId('accuracy').filter({ hasText: '%' }).waitFor();

/** Puts a file into the field behind the button of that name. */
async function give(page: Page, label: string, ...files: { name: string; buffer: Buffer }[]): Promise<void> {
  await page
    .locator(`input[type=file][aria-label="${label}"]`)
    .setInputFiles(files.map((file) => ({ ...file, mimeType: 'application/octet-stream' })));
}

/** An IDX file of bytes. */
function idx(shape: readonly number[], fill: (i: number) => number): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.writeUInt32BE(0x0800 + shape.length, 0);
  shape.forEach((length, i) => header.writeUInt32BE(length, 4 + 4 * i));
  const size = shape.reduce((product, length) => product * length, 1);
  return gzipSync(Buffer.concat([header, Buffer.from(Uint8Array.from({ length: size }, (_, i) => fill(i)))]));
}

export function trainTests(site: () => Site): void {
  it('runs, pauses, steps and resets, by keyboard alone', async () => {
    await site().visit('?view=train&lang=en', async ({ page }) => {
      await ready(page);
      const iteration = (): Promise<number> => shownNumber(page, 'iteration');
      const pace = page.getByLabel('Speed');
      await pace.selectOption('100');
      await page.getByRole('button', { name: 'Run' }).focus();
      await page.keyboard.press('Enter');
      await expect.poll(iteration).toBeGreaterThan(5);
      await page.keyboard.press('Enter');
      const step = page.getByRole('button', { name: 'Step' });
      await step.click({ trial: true });
      const before = await iteration();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await expect.poll(iteration).toBe(before + 1);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await expect.poll(iteration).toBe(0);
      // The units are one stop; arrow keys go between them, and what is chosen is described.
      await page.getByRole('button', { name: /^Unit 1:/ }).focus();
      await page.keyboard.press('ArrowRight');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(
        /^Unit 2: bias/,
      );
    });
  });

  it('gives the model of the packages and of the command on the page, byte for byte', async () => {
    const query = '?view=train&lang=en&data=iris&hidden=8&epochs=20&seed=3';
    await site().visit(query, async ({ page }) => {
      await ready(page);
      await page.getByRole('button', { name: 'Run' }).click();
      await finished(page);
      const saved = await savedModel(page);
      expect(saved.equals(await packagesModel(20))).toBe(true);
      expect(await page.getByTestId('command').textContent()).toContain('--engine wasm --dtype float32');
      expect(saved.equals(await commandModel(page))).toBe(true);
      // The eager engine, stopped on the way.
      await page.getByLabel('Engine').selectOption('eager');
      await page.getByLabel('Numbers').selectOption('float64');
      await page.getByLabel('Activation', { exact: true }).selectOption('tanh');
      await expect.poll(() => shownNumber(page, 'iteration')).toBe(0);
      await page.getByLabel('Speed').selectOption('100');
      await trainTo(page, 7);
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('button', { name: 'Run' }).click({ trial: true });
      const stopped = await savedModel(page);
      expect(await page.getByTestId('command').textContent()).toContain(
        `--iterations ${await shownNumber(page, 'iteration')} `,
      );
      expect(stopped.equals(await commandModel(page))).toBe(true);
      // The numerical gradient, by the same engine as on the command line.
      await page.getByLabel('Gradient', { exact: true }).selectOption('numerical');
      await page.getByLabel('Engine').selectOption('wasm');
      await page.getByLabel('Numbers').selectOption('float32');
      await page.getByLabel('Epochs').fill('3');
      await page.getByLabel('Epochs').press('Enter');
      await expect.poll(() => shownNumber(page, 'iteration')).toBe(0);
      await page.getByRole('button', { name: 'Run' }).click();
      await finished(page);
      expect(await page.getByTestId('command').textContent()).toContain('--gradient numerical --engine wasm');
      expect((await savedModel(page)).equals(await commandModel(page))).toBe(true);
    });
  });

  it('trains with two threads where the page is isolated, and without SIMD in plain TypeScript', async () => {
    const query = '?view=train&lang=en&hidden=1024&epochs=1';
    const trained = async (page: Page): Promise<Buffer> => {
      await page.getByRole('button', { name: 'Run' }).click();
      await finished(page);
      return savedModel(page);
    };
    const models: Buffer[] = [];
    for (const [folder, threads] of [
      ['', 1],
      ['/isolated/', 2],
    ] as const) {
      await site().visit(folder + query, async ({ page }) => {
        await ready(page);
        const [worker] = page.workers();
        // Counts the threads that say that they are there.
        await worker?.evaluate(`
          globalThis.threads = 1;
          globalThis.Worker = class extends Worker {
            constructor(...all) {
              super(...all);
              this.addEventListener('message', ({ data }) => { if (data === 'ready') threads++; });
            }
          };`);
        models.push(await trained(page));
        expect(await worker?.evaluate('threads')).toBe(threads);
        if (threads === 2) return;
        await worker?.evaluate('void (WebAssembly.compile = () => Promise.reject(new Error("no SIMD")))');
        await page.getByRole('textbox', { name: 'Hidden units' }).fill('8');
        await page.keyboard.press('Tab');
        await page.getByLabel('Numbers').selectOption('float64');
        await page.getByText('This browser has no WebAssembly SIMD').waitFor();
        const eager = await trained(page);
        expect(await page.getByTestId('command').textContent()).toContain('--engine eager');
        expect(eager.equals(await commandModel(page))).toBe(true);
      });
    }
    expect(models[0]?.equals(models[1] ?? Buffer.alloc(0))).toBe(true);
  });

  it('goes on beyond the end by ten epochs, which the address and the command then have', async () => {
    await site().visit('?view=train&lang=en&data=iris&hidden=8&epochs=20&seed=3', async ({ page }) => {
      await ready(page);
      await page.getByRole('button', { name: 'Run' }).click();
      await finished(page);
      const before = await shownNumber(page, 'iteration');
      await page.getByRole('button', { name: '10 more epochs' }).click();
      await page.waitForURL(/epochs=30/);
      await expect.poll(() => shownNumber(page, 'iteration')).toBe(1.5 * before);
      await finished(page);
      expect(await page.getByTestId('command').textContent()).toContain('--epochs 30 ');
      expect((await savedModel(page)).equals(await packagesModel(30))).toBe(true);
      // Stopped on the way, it goes on to the new end and no further.
      await page.getByRole('button', { name: 'Reset' }).click();
      await page.getByRole('button', { name: 'Run' }).click();
      await expect.poll(() => shownNumber(page, 'iteration')).toBe(1.5 * before);
    });
  });

  it('opens a model of the command line, goes on with it, and refuses broken files without a change', async () => {
    const demo = Buffer.from(await packagesModel(5));
    await site().visit('?view=train&lang=en', async ({ page }) => {
      await ready(page);
      await give(page, 'Open model …', { name: 'cut.safetensors', buffer: demo.subarray(0, 300) });
      await page.getByRole('alert').filter({ hasText: 'The file ends too early' }).waitFor();
      expect(new URL(page.url()).searchParams.get('data')).toBeNull();
      await page.getByRole('button', { name: 'Close' }).click();
      await drop(page, [{ name: 'picture.png', buffer: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') }]);
      await page.getByRole('alert').filter({ hasText: 'picture.png' }).waitFor();
      expect(new URL(page.url()).searchParams.get('data')).toBeNull();
      await page.getByRole('button', { name: 'Close' }).click();
      await drop(page, [{ name: 'small.safetensors', buffer: demo }]);
      await page.getByRole('status').filter({ hasText: 'Loaded small.safetensors' }).waitFor();
      await page.waitForURL(/data=iris.*hidden=8/);
      expect((await savedModel(page)).equals(demo)).toBe(true);
      await trainTo(page, 10);
      expect(await page.getByText('began with the weights in small.safetensors').count()).toBe(1);
    });
  });

  it('stops at NaN with the advice of a smaller rate, which works', async () => {
    await site().visit('?view=train&lang=en&activation=relu&init=he&rate=1e30', async ({ page }) => {
      await ready(page);
      await page.getByRole('button', { name: 'Run' }).click();
      await page.getByRole('alert').filter({ hasText: 'no longer a finite number' }).waitFor();
      await page.getByRole('button', { name: 'Start again with 1e+29' }).click();
      await page.waitForURL(/rate=1e%2B29/);
      await expect.poll(() => page.getByRole('alert').count()).toBe(0);
    });
  });

  it('starts a worker again that crashes or runs out of memory, from the last checkpoint', async () => {
    await site().visit('?view=train&lang=en&epochs=10000', async (visit) => {
      const { page } = visit;
      await ready(page);
      await trainTo(page, 50);
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('button', { name: 'Step' }).click({ trial: true });
      const at = await shownNumber(page, 'iteration');
      for (const [thrown, said] of [
        ['new Error("boom")', 'has crashed'],
        ['new RangeError("Array buffer allocation failed")', 'not enough memory'],
      ]) {
        const [worker] = page.workers();
        await worker?.evaluate(`void setTimeout(() => { throw ${thrown ?? ''}; })`);
        await page
          .getByRole('alert')
          .filter({ hasText: said ?? '' })
          .waitFor();
        await ready(page);
        expect(await shownNumber(page, 'iteration')).toBe(at);
      }
      await trainTo(page, at + 50);
      // What was thrown on purpose.
      visit.errors.length = 0;
    });
  });

  it('draws planes, trains by the numerical gradient, and says nothing wrong to axe in either colour', async () => {
    const query = '?view=train&lang=en&data=spiral&hidden=12&gradient=numerical&optimizer=adam&rate=0.05';
    for (const colorScheme of ['light', 'dark'] as const) {
      await site().visit(
        query,
        async ({ page }) => {
          await ready(page);
          await page.getByRole('img', { name: /^The plane in 3 regions/ }).waitFor();
          await trainTo(page, 5);
          await page.getByRole('button', { name: 'Pause' }).click();
          await page.getByRole('button', { name: 'Step' }).click({ trial: true });
          expect(await page.getByTestId('command').textContent()).toContain('--engine wasm');
          expect(await axe(page)).toEqual([]);
        },
        { colorScheme },
      );
    }
  });

  it('asks for MNIST, and says what is wrong with files that are not', async () => {
    await site().visit('?view=train&lang=en&data=mnist', async (visit) => {
      const { page } = visit;
      const mirrors: string[] = [];
      await page.route(/amazonaws|googleapis/, (route) => {
        mirrors.push(route.request().url());
        return route.abort();
      });
      await page.getByRole('button', { name: 'Download them' }).click();
      await page.getByRole('alert').filter({ hasText: 'could not be reached' }).waitFor();
      expect(mirrors.length).toBe(2);
      visit.errors.length = 0;
      const images = idx([3, 28, 28], (i) => i % 256);
      const labels = idx([3], (i) => i);
      const four = ['train-images', 'train-labels', 't10k-images', 't10k-labels'].map((name) => ({
        name: `${name}.gz`,
        buffer: name.includes('images') ? images : labels,
      }));
      await give(page, 'Choose the files …', ...four.slice(1));
      await page.getByRole('alert').filter({ hasText: 'MNIST is four files' }).waitFor();
      await drop(page, four);
      await page.getByRole('alert').filter({ hasText: 'SHA-256' }).waitFor();
      // What is not MNIST is not kept for the next visit.
      expect(await page.evaluate(async () => (await (await caches.open('bilayer-data')).keys()).length)).toBe(
        0,
      );
      expect(await page.getByRole('heading', { name: 'MNIST is not here yet' }).count()).toBe(1);
    });
  });

  it.skipIf(process.env['BILAYER_DATA_DIR'] === undefined)('trains on the real MNIST', async () => {
    const folder = join(process.env['BILAYER_DATA_DIR'] ?? '', 'mnist');
    await site().visit('?view=train&lang=en&data=mnist', async ({ page }) => {
      const names = ['train-images-idx3', 'train-labels-idx1', 't10k-images-idx3', 't10k-labels-idx1'];
      const files = names.map((name) => join(folder, `${name}-ubyte.gz`));
      await page.getByRole('heading', { name: 'MNIST is not here yet' }).waitFor();
      await page.locator('input[type=file][aria-label="Choose the files …"]').setInputFiles(files);
      await ready(page);
      await trainTo(page, 600);
      const accuracy = async (): Promise<number> =>
        Number.parseFloat((await page.getByTestId('accuracy').textContent()) ?? '');
      // It is measured after the update.
      await expect.poll(accuracy).toBeGreaterThan(85);
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('button', { name: 'Run' }).click();
      const tasks = await mainThreadTasks(page, () => setTimeout(1500));
      expect(tasks.filter((ms) => ms >= 50)).toEqual([]);
      await page.getByLabel('Gradient', { exact: true }).selectOption('numerical');
      await expect.poll(() => shownNumber(page, 'iteration')).toBe(0);
      await trainTo(page, 2);
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('button', { name: 'Run' }).click({ trial: true });
      expect(await page.getByTestId('command').textContent()).toContain('--engine wasm');
    });
  });

  it('keeps the page free while it trains at full speed: no task of 50 ms', async () => {
    await site().visit('?view=train&lang=en&epochs=10000', async ({ page }) => {
      await ready(page);
      await trainTo(page, 1);
      const tasks = await mainThreadTasks(page, () => setTimeout(2000));
      expect(tasks.length).toBeGreaterThan(20);
      expect(tasks.filter((ms) => ms >= 50)).toEqual([]);
    });
  });

  it('fits a narrow phone in every language', async () => {
    for (const lang of languages) {
      await site().visit(
        `?view=train&lang=${lang}&data=iris`,
        async ({ page }) => {
          await ready(page);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
        },
        { viewport: { width: 360, height: 740 } },
      );
    }
  });
}
