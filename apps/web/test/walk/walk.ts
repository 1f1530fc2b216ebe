import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { languages } from '../../src/state/choices.ts';
import { order } from '../../src/views/walk/lessons.ts';
import { axe } from '../axe.ts';
import type { Site } from '../site.ts';
import { dummyTests } from './dummy.ts';
import { initTests } from './init.ts';
import { namesTests } from './names.ts';
import { nudgeTests } from './nudge.ts';

/** Opens a lesson, and waits until it is there. */
export async function open(page: Page, site: Site, lesson: string, seed: number, lang = 'en'): Promise<void> {
  // Another query first: a new hash alone is no new page.
  await page.goto(`${site.address}?view=walk&lang=${lang}&seed=${seed}#${lesson}`);
  await page.locator(`article#${lesson}`).waitFor();
}

/** How many stops Tab makes in the lesson, and how many controls it has that are not behind one of them. */
async function tabStops(page: Page): Promise<{ reached: number; controls: number }> {
  await page.locator('#lesson-title').focus();
  const controls = await page.evaluate(() => {
    const all = document.querySelectorAll<HTMLElement>(
      'article :is(button, input, select, textarea, a[href], [tabindex="0"])',
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
  let reached = 0;
  for (;;) {
    await page.keyboard.press('Tab');
    const isInside = await page.evaluate(() => document.activeElement?.closest('article') !== null);
    if (!isInside || reached > controls) return { reached, controls };
    reached++;
  }
}

export function walkTests(site: () => Site): void {
  it('opens each lesson by its anchor in each language, with nothing that axe finds wrong', async () => {
    await site().visit('?view=walk', async ({ page }) => {
      for (const lesson of order) {
        for (const lang of languages) {
          await open(page, site(), lesson, 0, lang);
          if (lang === 'en') expect(await axe(page), lesson).toEqual([]);
          expect(await page.locator('article h3').count(), lesson).toBeGreaterThan(0);
          // A text that is missing, or a number that is none, would show so.
          expect(await page.locator('main').textContent(), lesson).not.toMatch(/undefined|\[object|NaN|\$\{/);
        }
      }
    });
  });

  it('can be reached and operated by the keyboard alone', async () => {
    await site().visit('?view=walk&lang=en', async ({ page }) => {
      for (const lesson of order) {
        await open(page, site(), lesson, 0);
        const { reached, controls } = await tabStops(page);
        expect(reached, lesson).toBe(controls);
      }
      // And on to the next lesson.
      await open(page, site(), order[0] ?? '', 0);
      if (order.length > 1) {
        await page.getByRole('link', { name: /Next/ }).press('Enter');
        await page.locator(`article#${order[1] ?? ''}`).waitFor();
        await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('lesson-title');
        await page.goBack();
        await page.locator(`article#${order[0] ?? ''}`).waitFor();
      }
    });
  });

  it('fits a phone without scrolling sideways', async () => {
    await site().visit(
      '?view=walk',
      async ({ page }) => {
        for (const lesson of order) {
          for (const lang of languages) {
            await open(page, site(), lesson, 0, lang);
            expect(await page.evaluate(() => document.documentElement.scrollWidth), `${lesson} ${lang}`).toBe(
              360,
            );
          }
        }
      },
      { viewport: { width: 360, height: 780 } },
    );
  });

  initTests(site);
  nudgeTests(site);
  namesTests(site);
  dummyTests(site);
}
