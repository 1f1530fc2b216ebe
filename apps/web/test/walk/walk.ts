import { item, slice } from '@bilayer/tensor';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { languages } from '../../src/state/choices.ts';
import { lessonNames } from '../../src/i18n/walk.ts';
import { show } from '../../src/views/walk/format.ts';
import { smallNet } from '../../src/views/walk/net/small.ts';
import { axe } from '../axe.ts';
import type { Read } from '../use-site.ts';
import { mainThreadTasks } from '../tasks.ts';
import { open, whole } from './open.ts';
import { said, shownArray, unfold } from './read.ts';

/** Chooses another language, and waits until the lesson has it. */
async function translate(page: Page, lang: string): Promise<void> {
  const before = await page.locator('article .question').textContent();
  await page.locator('.preferences select').first().selectOption(lang);
  await page.waitForFunction(
    (text) => document.querySelector('article .question')?.textContent !== text,
    before,
  );
}

/** How many stops Tab makes in the lesson, and how many controls it has that are not behind one of them. */
async function tabStops(page: Page): Promise<{ reached: number; controls: number }> {
  await page.locator('#lesson-title').focus();
  const controls = await page.evaluate(() => {
    const all = document.querySelectorAll<HTMLElement>(
      'article :is(button, input, select, textarea, summary, a[href], [tabindex="0"])',
    );
    const groups = new Set<string>();
    return [...all].filter((one) => {
      if (one.tabIndex < 0 || !one.checkVisibility() || (one as HTMLButtonElement).disabled) return false;
      // Of radio buttons one is a stop.
      if (one instanceof HTMLInputElement && one.type === 'radio') {
        if (groups.has(one.name)) return false;
        groups.add(one.name);
      }
      return true;
    }).length;
  });
  const places = await page.evaluateHandle(() => {
    const seen: boolean[] = [];
    addEventListener('focusin', ({ target }) => {
      seen.push((target as Element).closest('article') !== null);
    });
    return seen;
  });
  // Once more than there are controls, which leads out of the lesson.
  for (let i = 0; i <= controls; i++) await page.keyboard.press('Tab');
  const seen = await places.jsonValue();
  return { reached: seen.indexOf(false), controls };
}

export function walkTests(read: Read): void {
  it('opens each lesson by its anchor in each language, with nothing that axe finds wrong; each fits a phone', async () => {
    await read(async (page) => {
      for (const [n, lesson] of lessonNames.entries()) {
        // The colours are those of all lessons: every second one is dark.
        await page.emulateMedia({ colorScheme: n % 2 === 0 ? 'light' : 'dark' });
        await page.setViewportSize({ width: 1280, height: 900 });
        await open(page, lesson, 0);
        await unfold(page);
        expect(await axe(page, 'main'), lesson).toEqual([]);
        await page.setViewportSize({ width: 360, height: 780 });
        for (const lang of languages) {
          if (lang !== 'en') await translate(page, lang);
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          expect(width, `${lesson} ${lang}`).toBe(360);
          expect(await page.locator('article h3').count(), lesson).toBeGreaterThan(0);
          // A text that is missing, or a number that is none, would show so.
          expect(await page.locator('main').textContent(), lesson).not.toMatch(/undefined|\[object|NaN|\$\{/);
        }
      }
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.emulateMedia({ colorScheme: null });
    });
  });

  it('begins with the whole net at work on one flower, drawn by the seed', async () => {
    await read(async (page) => {
      const seen: string[] = [];
      for (const seed of [0, 7]) {
        await open(page, 'init', seed);
        const { net, x, t } = smallNet(seed);
        for (const row of [0, 3]) {
          await page.getByRole('radio', { name: `Flower ${row + 1}` }).check({ force: true });
          const [one, target] = [slice(x, [[row, row + 1]]), slice(t, [[row, row + 1]])];
          expect(await said(page, 'overview-loss')).toBe(show(item(net.loss(one, target))));
          const y = Array.from(net.predict(one).data);
          expect(await said(page, 'overview-says')).toContain(show(Math.max(...y)));
          seen.push(
            (await page.getByTestId('overview').locator('circle + text').allTextContents()).join(' '),
          );
          expect(seen.at(-1)?.split(' ').slice(-3)).toEqual(y.map((p) => p.toFixed(2)));
        }
      }
      expect(new Set(seen).size).toBe(4);
      // Another seed is drawn at the press of a button, and stands in the address.
      await page.getByRole('button', { name: 'Draw again' }).click();
      await page.waitForURL(/seed=8.*#init/);
      await page.getByLabel('Seed', { exact: true }).fill('-1');
      await page.getByLabel('Seed', { exact: true }).press('Enter');
      expect(await page.locator('#walk-seed-note').textContent()).toContain('whole number');
      expect(page.url()).toContain('seed=8');
      // A seed that is typed is not drawn over by the press that leaves its field.
      await page.getByLabel('Seed', { exact: true }).fill('3');
      await page.getByRole('button', { name: 'Draw again' }).click();
      await page.waitForURL(/seed=3.*#init/);
      await page.getByRole('button', { name: 'Draw again' }).click();
      await page.waitForURL(/seed=4.*#init/);
    });
  });

  it('can be reached and operated by the keyboard alone', async () => {
    await read(async (page) => {
      await open(page, 'init', 0);
      for (const lesson of lessonNames) {
        await page.evaluate((to) => (location.hash = to), lesson);
        await whole(page, lesson);
        await unfold(page);
        const { reached, controls } = await tabStops(page);
        expect(reached, lesson).toBe(controls);
      }
      // And on to the next lesson.
      await open(page, 'init', 0);
      await page.getByRole('link', { name: /Next/ }).press('Enter');
      await page.locator('article#predict').waitFor();
      await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('lesson-title');
      await page.goBack();
      await page.locator('article#init').waitFor();
    });
  });

  it('has no task of 50 ms when the lesson with most scenes is opened, and when another net is drawn', async () => {
    await read(async (page) => {
      await open(page, 'loss', 0);
      // The last of the scenes that are not folded.
      const last = page.getByTestId('predict-max');
      const opened = await mainThreadTasks(page, async () => {
        await page.getByRole('link', { name: /Previous/ }).press('Enter');
        await whole(page, 'predict');
      });
      const before = await shownArray(last, 'exp_x');
      const drawn = await mainThreadTasks(page, async () => {
        await page.getByRole('button', { name: 'Draw again' }).press('Enter');
        await expect.poll(() => shownArray(last, 'exp_x'), { interval: 10 }).not.toEqual(before);
      });
      for (const tasks of [opened, drawn]) {
        expect(tasks.length).toBeGreaterThan(7);
        expect(tasks.filter((ms) => ms >= 50)).toEqual([]);
      }
    });
  });
}
