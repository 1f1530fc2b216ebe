import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sigmoid, softmax } from '@bilayer/activations';
import { crossEntropy } from '@bilayer/losses';
import { saveModel, TwoLayerNet } from '@bilayer/models';
import { randomState } from '@bilayer/tensor';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { axe } from './axe.ts';
import { drop, type Site } from './site.ts';

type Place = readonly [x: number, y: number];

/** Draws lines from place to place, in shares of the pad's side. */
async function stroke(page: Page, [first, ...rest]: readonly [Place, ...Place[]]): Promise<void> {
  const box = await page.getByTestId('pad').boundingBox();
  if (box === null) throw new Error('there is no pad');
  const at = ([x, y]: Place): Place => [box.x + x * box.width, box.y + y * box.height];
  await page.mouse.move(...at(first));
  await page.mouse.down();
  for (const place of rest) await page.mouse.move(...at(place), { steps: 6 });
  await page.mouse.up();
}

async function press(page: Page, keys: Readonly<Record<string, number>>): Promise<void> {
  for (const [key, times] of Object.entries(keys)) {
    for (let i = 0; i < times; i++) await page.keyboard.press(key);
  }
}

const seven: readonly [Place, ...Place[]] = [
  [0.3, 0.15],
  [0.7, 0.15],
  [0.45, 0.85],
];

function file(name: string, buffer: Buffer): { name: string; mimeType: string; buffer: Buffer } {
  return { name, mimeType: 'application/octet-stream', buffer };
}

export function drawTests(site: () => Site): void {
  const visit = (use: (page: Page) => Promise<void>, query = '?view=draw&lang=en'): Promise<void> =>
    site().visit(query, async ({ page }) => {
      await page.getByTestId('source').filter({ hasText: '784-100-10' }).waitFor();
      await use(page);
    });
  const best = (page: Page): Promise<string> => page.getByTestId('best').innerText();
  /** The network's input as a picture, to be compared. */
  const input = (page: Page): Promise<string> =>
    page
      .getByTestId('input')
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

  it('reads a 1 and a 7 drawn with the mouse, says so when the pen rests, and takes back', async () => {
    await visit(async (page) => {
      await stroke(page, [
        [0.55, 0.2],
        [0.5, 0.8],
      ]);
      await expect.poll(() => best(page)).toMatch(/^1\s+(9\d|100)/);
      await page.getByRole('button', { name: 'Clear' }).click();
      await expect.poll(() => best(page)).toMatch(/^\?/);
      await stroke(page, seven);
      await expect.poll(() => best(page)).toMatch(/^7\s+(9\d|100)/);
      await expect.poll(() => page.getByTestId('said').textContent()).toMatch(/^The network says 7, \d+/);
      expect(await page.getByTestId('fired').textContent()).toMatch(/^[1-9]\d* of 100 fire/);

      // The score of the class is what is said of its parts.
      const numbers = (await page.getByTestId('sum').innerText())
        .replaceAll('−', '-')
        .match(/[+-]?\d+\.\d+/g);
      const [sum = NaN, rest = NaN, bias = NaN, score = NaN] = (numbers ?? []).map(Number);
      expect(Math.abs(sum + rest + bias - score)).toBeLessThan(0.03);
      await page.getByRole('button', { name: /^2: / }).click();
      await expect.poll(() => page.getByTestId('sum').innerText()).toContain('“2”');

      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect.poll(() => best(page)).toMatch(/^1/);
    });
  });

  it('is drawn on with the keyboard alone', async () => {
    await visit(async (page) => {
      await page.getByTestId('pad').focus();
      await press(page, { ArrowUp: 2, ArrowLeft: 2 });
      await page.keyboard.down('Space');
      await press(page, { ArrowRight: 5 });
      await page.keyboard.up('Space');
      await page.keyboard.down('Shift');
      for (let i = 0; i < 5; i++) await press(page, { ArrowDown: 2, ArrowLeft: i % 2 });
      await page.keyboard.up('Shift');
      await expect.poll(() => best(page)).toMatch(/^7/);
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Delete');
      await expect.poll(() => best(page)).toMatch(/^\?/);
    });
  });

  it('gives the network something else when the preparation is switched off', async () => {
    await visit(async (page) => {
      await stroke(page, [
        [0.05, 0.1],
        [0.25, 0.1],
        [0.12, 0.4],
      ]);
      await expect.poll(() => best(page)).toMatch(/^7/);
      const prepared = await input(page);
      const other = /say (\d)/.exec(await page.getByTestId('other').innerText())?.[1];
      expect(other).not.toBe('7');
      await page.getByRole('switch').click();
      await expect.poll(() => best(page)).toMatch(new RegExp(`^${String(other)}`));
      expect(await input(page)).not.toBe(prepared);
    });
  });

  it('loads real digits, keeps the drawing in another view and language, and works offline', async () => {
    await site().visit('?view=draw&lang=en', async ({ page, context }) => {
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await context.setOffline(true);
      await page.reload();
      await page.getByRole('button', { name: 'A handwritten 0' }).click();
      await expect.poll(() => best(page)).toMatch(/^0/);
      await page.getByLabel('Language').selectOption('ja');
      await page.getByRole('link', { name: '学習', exact: true }).click();
      await page.getByRole('link', { name: '手書き', exact: true }).click();
      await expect.poll(() => best(page)).toMatch(/^0/);
      expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toContain('隠れ層のニューロン');
    });
  });

  it('opens a model of one’s own, and refuses a broken one without changing anything', async () => {
    const random = randomState(0);
    const sizes = { inputSize: 64, hiddenSize: 7, outputSize: 10 };
    const own = new TwoLayerNet({ ...sizes, hidden: sigmoid, output: softmax, loss: crossEntropy, random });
    const mnist = readFileSync(join(import.meta.dirname, '../src/views/draw/mnist.safetensors'));
    await visit(async (page) => {
      const choose = page.locator('input[type=file]');
      await stroke(page, seven);
      await expect.poll(() => best(page)).toMatch(/^7/);
      await choose.setInputFiles(file('broken.safetensors', mnist.subarray(0, 1000)));
      const alert = page.getByRole('alert');
      await alert.waitFor();
      expect(await alert.innerText()).toMatch(/nothing was changed[^]*broken\.safetensors: /);
      expect(await page.getByTestId('source').innerText()).toContain('784-100-10');
      expect(await axe(page)).toEqual([]);
      await choose.setInputFiles(file('own.safetensors', Buffer.from(saveModel(own))));
      await page.getByTestId('source').filter({ hasText: '64-7-10, sigmoid' }).waitFor();
      expect(await alert.count()).toBe(0);
      await expect.poll(() => page.getByTestId('fired').innerText()).toMatch(/of 7 fire/);
    });
  });

  it('takes a dropped picture for the drawing, and says of a broken one what is wrong', async () => {
    await visit(async (page) => {
      const url = await page.evaluate(() => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 60, height: 90 });
        const context = canvas.getContext('2d');
        context?.fillRect(0, 0, 60, 90);
        if (context !== null) Object.assign(context, { strokeStyle: '#ddd', lineWidth: 8, lineCap: 'round' });
        context?.stroke(new Path2D('M12 15H45L25 75'));
        return canvas.toDataURL();
      });
      const png = Buffer.from(url.replace(/.*,/, ''), 'base64');
      await drop(page, [{ name: 'cut.png', buffer: png.subarray(0, 40) }]);
      await page.getByRole('alert').filter({ hasText: 'cut.png: this is no picture' }).waitFor();
      expect(await best(page)).toMatch(/^\?/);
      await drop(page, [{ name: 'seven.png', buffer: png }]);
      await expect.poll(() => best(page)).toMatch(/^7/);
      expect(await page.getByRole('alert').count()).toBe(0);
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect.poll(() => best(page)).toMatch(/^\?/);
    });
  });

  it('asks the network that is being trained', async () => {
    await visit(async (page) => {
      await stroke(page, seven);
      await page.getByRole('button', { name: 'The one being trained' }).click();
      await page.getByTestId('source').filter({ hasText: '64-30-10' }).waitFor();
      await page.getByRole('button', { name: 'Train on' }).click();
      await expect.poll(() => best(page), { timeout: 10_000 }).toMatch(/^7\s+[5-9]\d/);
    }, '?view=draw&lang=en&hidden=30');
  });
}
