import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formula } from '@bilayer/activations/formula';
import { relu, sigmoid, softmax, type Activation } from '@bilayer/activations';
import { digits } from '@bilayer/datasets';
import { vjp } from '@bilayer/gradient';
import { crossEntropy } from '@bilayer/losses';
import { byGain, TwoLayerNet } from '@bilayer/models';
import { sgd } from '@bilayer/optimizers';
import { randomState, tensor, type Tensor } from '@bilayer/tensor';
import { activationCases } from '@bilayer/testing';
import { train } from '@bilayer/training';
import { wasm } from '@bilayer/wasm';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { bilayer } from '../../cli/src/cli.testing.ts';
import { lawNames } from '../src/i18n/activation.ts';
import { languages } from '../src/state/choices.ts';
import { axe } from './axe.ts';
import type { Site } from './site.ts';

/** Workers start, on machines of all kinds. */
const soon = { timeout: 15_000 };
const GELU = 'x * (1 + erf(x / sqrt(2))) / 2';

const field = (page: Page): ReturnType<Page['locator']> => page.locator('#formula');
const text = async (page: Page, id: string): Promise<string> =>
  (await page.getByTestId(id).textContent())?.trim() ?? '';

async function verdict(page: Page): Promise<string> {
  await page.getByTestId('verdict').waitFor();
  return text(page, 'verdict');
}

/** f and its derivative at x, by the library, as the page writes numbers. */
function expectedAt(expr: string, x: number): readonly [string, string] {
  const f = formula({ expr });
  const { value, backward } = vjp((a: Tensor) => f.forward(a), tensor(Float64Array.of(x)));
  const [slope] = backward(tensor(Float64Array.of(1)));
  const written = (n: number | undefined): string =>
    String(Number((n ?? NaN).toPrecision(5))).replace('-', '−');
  return [written(value.data[0]), written(slope?.data[0])];
}

/** The test accuracy after a few epochs on digits, by the packages alone, with the page's usual settings. */
async function trained(hidden: Activation, hiddenSize: number, epochs: number): Promise<number> {
  const random = randomState(0);
  const model = new TwoLayerNet({
    inputSize: 64,
    hiddenSize,
    outputSize: 10,
    hidden,
    output: softmax,
    loss: crossEntropy,
    init: byGain(),
    dtype: 'float32',
    random,
  });
  let accuracy = NaN;
  const data = await digits();
  for await (const event of train({
    model,
    data,
    optimizer: sgd({ lr: 1 }),
    random,
    epochs,
    engine: wasm(),
  })) {
    if (event.type === 'evaluation') accuracy = event.testAccuracy;
  }
  return accuracy;
}

export function activationTests(site: () => Site): void {
  it('knows every law of the conformance kit', () => {
    expect(activationCases(relu).map(({ name }) => name)).toEqual(lawNames);
  });

  it('shows value and derivative of a formula as one types, typesets it, and keeps it in the address', async () => {
    await site().visit('?view=activation&lang=en', async ({ page }) => {
      await field(page).fill(GELU);
      await page.waitForURL((url) => url.searchParams.get('activation') === `formula(${GELU})`);
      const slider = page.getByRole('slider');
      for (const x of [-0.75, 1.5]) {
        await slider.fill(String(x));
        expect([await text(page, 'read-value'), await text(page, 'read-slope')]).toEqual(expectedAt(GELU, x));
      }
      await slider.press('ArrowRight');
      expect(await text(page, 'read-x')).toBe('1.5313');
      expect(await slider.getAttribute('aria-valuetext')).toContain(expectedAt(GELU, 1.53125)[0]);
      await page.locator('.katex mfrac').first().waitFor({ state: 'attached' });
      expect(await verdict(page)).toMatch(/^Keeps all 26 laws \(\d+ checks\)\.$/);
      await expect.poll(() => text(page, 'spoken'), soon).toMatch(/^Keeps all 26 laws/);

      await page.reload();
      expect(await field(page).inputValue()).toBe(GELU);
      expect(await text(page, 'command')).toContain(`--activation 'formula(${GELU})'`);
      await page.getByRole('link', { name: 'Go on with it' }).click();
      await page.waitForURL(/view=train/);
      expect(new URL(page.url()).searchParams.get('activation')).toBe(`formula(${GELU})`);
      expect(await page.locator('#field-activation').inputValue()).toBe(`formula(${GELU})`);
    });
  });

  it('points at the character that is wrong, in three languages', async () => {
    await site().visit('?view=activation&lang=en', async ({ page }) => {
      await field(page).fill('x * sigmod(x)');
      await page.getByTestId('caret').waitFor();
      // The caret begins under the fifth character, and is as wide as the name.
      const measured = await page.evaluate(() => {
        const input = document.querySelector<HTMLInputElement>('#formula');
        const caret = document.querySelector('[data-testid=caret]');
        const context = document.createElement('canvas').getContext('2d');
        if (input === null || caret === null || context === null) return undefined;
        const style = getComputedStyle(input);
        context.font = `${style.fontSize} ${style.fontFamily}`;
        const { left, width } = caret.getBoundingClientRect();
        const start = input.getBoundingClientRect().left + parseFloat(style.paddingLeft) + 1;
        const wide = (part: string): number => context.measureText(part).width;
        return [left - start - wide('x * '), width - wide('sigmod')];
      });
      // Half a pixel: browsers round the sizes of text.
      for (const off of measured ?? [NaN]) expect(Math.abs(off)).toBeLessThan(0.5);
      expect(await text(page, 'fault')).toMatch(/^Character 5:\s+There is no “sigmod”\.\s+Write sigmoid$/);
      await page.getByTestId('fault').click();
      expect(await page.evaluate(() => getSelection()?.toString())).toBe('sigmod');
      // The address keeps the last formula there was.
      expect(page.url()).not.toContain('sigmod');
      expect(await axe(page)).toEqual([]);
      await page.getByLabel('Language').selectOption('zh');
      await expect
        .poll(() => text(page, 'fault'), soon)
        .toMatch(/^第 5 个字符：\s+没有“sigmod”这个名称。\s+请写 sigmoid$/);
      await page.locator('header select').first().selectOption('ja');
      await expect
        .poll(() => text(page, 'fault'), soon)
        .toMatch(/^5 文字目：\s+「sigmod」という名前はありません。\s+sigmoid と書いてください$/);
    });
  });

  it('names the law that a formula breaks, and where', async () => {
    const broken = new URLSearchParams({ activation: 'formula(tanh(x) * (1 / x))' }).toString();
    await site().visit(`?view=activation&lang=en&${broken}`, async ({ page }) => {
      expect(await verdict(page)).toBe('Breaks 2 of 26 laws.');
      const law = page.locator('[data-law="makes no NaN of finite input"]');
      const said = (await law.textContent())?.replaceAll(/\s+/g, ' ');
      expect(said).toMatch(
        /Makes no NaN of finite numbers Where x = 0 .*Expected a number, or ±∞ Got NaN What to do/,
      );
      await law.getByRole('button', { name: 'Show on the curve' }).click();
      expect([await text(page, 'read-x'), await text(page, 'read-value')]).toEqual(['0', 'NaN']);
      expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('range');
      expect(await axe(page)).toEqual([]);
      // A pole keeps the laws, which allow ±∞; what it means for a training is said.
      await page.getByRole('button', { name: 'a pole' }).click();
      await expect.poll(() => text(page, 'kinks'), soon).toContain('At x = 0 the value is no finite number');
      // A kink is marked.
      await page.getByRole('button', { name: 'two bends' }).click();
      await expect.poll(() => text(page, 'kinks'), soon).toContain('Kinks at x = 0, 2');
      expect(await page.locator('path.kink').count()).toBe(2);
    });
  });

  it('trains with it beside sigmoid and relu, as the packages do, offline too', async () => {
    const query = new URLSearchParams({
      activation: `formula(${GELU})`,
      hidden: '20',
      epochs: '6',
    }).toString();
    await site().visit(`?view=activation&lang=en&${query}`, async ({ page, context }) => {
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await context.setOffline(true);
      await page.reload();
      await page.locator('.katex').first().waitFor();
      await page.getByRole('button', { name: 'Train all three' }).click();
      await expect.poll(() => text(page, 'comparison'), soon).toMatch(/^Trained\. Test accuracy: yours /);
      for (const name of ['yours', 'sigmoid', 'relu']) {
        const lines = page.locator(`path[data-line=${name}]`);
        expect(await lines.count()).toBe(2);
        expect(await lines.first().getAttribute('data-points')).toBe('6');
      }
      for (const [i, one] of [formula({ expr: GELU }), sigmoid, relu].entries()) {
        const shown = await page.getByTestId(`accuracy-${i}`).getAttribute('data-value');
        expect(Number(shown)).toBe(await trained(one, 20, 6));
      }
      expect(await axe(page)).toEqual([]);
    });
  });

  it('saves a plugin that the command line takes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bilayer-web-'));
    try {
      await site().visit('?view=activation&lang=en', async ({ page }) => {
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: 'Save my-activation.ts' }).click(),
        ]);
        await download.saveAs(join(folder, download.suggestedFilename()));
      });
      await mkdir(join(folder, 'node_modules'));
      await symlink(
        join(import.meta.dirname, '../../cli/node_modules/@bilayer'),
        join(folder, 'node_modules/@bilayer'),
      );
      const file = join(folder, 'my-activation.ts');
      expect(await readFile(file, 'utf8')).toContain("formula({ expr: 'x * sigmoid(1.702 * x)' })");
      const { code, out } = await bilayer('check', file, '--json');
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ kind: 'activation', passed: true });
      const model = join(folder, 'mine.safetensors');
      const made = await bilayer('train', '--activation', file, '--epochs', '1', '--out', model);
      expect(made).toMatchObject({ code: 0 });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('has all its texts in each language, fits a narrow phone, and is clean in the dark', async () => {
    const options = { viewport: { width: 360, height: 740 }, colorScheme: 'dark' } as const;
    const seen = new Set<string>();
    await site().visit(
      '?view=activation&lang=en',
      async ({ page }) => {
        for (const lang of languages) {
          await page.locator('header select').first().selectOption(lang);
          await page.locator(`html[lang^=${lang}]`).waitFor();
          await page.waitForFunction(
            (before) => !before.includes(document.querySelector('main h2')?.textContent ?? ''),
            [...seen],
          );
          const words = `${await verdict(page)} ${await page.locator('main').innerText()}`;
          expect(words).not.toMatch(/undefined|\[object/);
          seen.add((await page.locator('main h2').first().textContent()) ?? '');
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
        }
        await field(page).fill('where(x > 0, x, 0.1 * x) + erf(x) + gelu(x)');
        await page.getByTestId('caret').waitFor();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
        expect(await axe(page)).toEqual([]);
      },
      options,
    );
    expect(seen.size).toBe(languages.length);
  });
}
