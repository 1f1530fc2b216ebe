import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { languages, views } from '../src/state/choices.ts';
import { axe } from './axe.ts';
import { dist, type Site, type Visit } from './site.ts';

export function shellTests(site: () => Site): void {
  it('opens each view in each language, with nothing that axe finds wrong, light or dark', async () => {
    const open = async ({ page }: Visit): Promise<void> => {
      for (const view of views) {
        for (const lang of languages) {
          await page.goto(`${site().address}?view=${view}&lang=${lang}`);
          await page.locator('main > *:not(.status, h1)').first().waitFor();
          expect(await page.getAttribute('html', 'lang')).toMatch(new RegExp(`^${lang}`));
          expect(await axe(page)).toEqual([]);
          if (lang !== 'en') continue;
          await page.emulateMedia({ colorScheme: 'dark' });
          expect(await axe(page)).toEqual([]);
          await page.emulateMedia({ colorScheme: 'light' });
        }
      }
    };
    // Else colours are on their way when they are looked at.
    await site().visit('', open, { reducedMotion: 'reduce' });
  });

  it('has each view in sight in the navigation of a narrow phone, and room for a finger', async () => {
    await site().visit(
      '',
      async ({ page }) => {
        for (const lang of languages) {
          await page.goto(`${site().address}?view=${views[0]}&lang=${lang}`);
          const links = await page.getByRole('navigation').getByRole('link').all();
          expect(links.length).toBe(views.length);
          const boxes = await Promise.all(links.map((link) => link.boundingBox()));
          for (const box of boxes) {
            expect(box?.x).toBeGreaterThanOrEqual(0);
            expect((box?.x ?? 0) + (box?.width ?? Infinity)).toBeLessThanOrEqual(360);
            expect(box?.height).toBeGreaterThanOrEqual(44);
          }
        }
      },
      { viewport: { width: 360, height: 740 } },
    );
  });

  it('lets Tab pass through every view and out of it, with a focus that can be seen', async () => {
    await site().visit('', async ({ page }) => {
      for (const view of views) {
        await page.goto(`${site().address}?view=${view}&lang=en`);
        await page.locator('main > *:not(.status, h1)').first().waitFor();
        const seen: string[] = [];
        for (let presses = 0; presses < 120 && seen.at(-1) !== 'BODY'; presses++) {
          await page.keyboard.press('Tab');
          seen.push(
            await page.evaluate(() => {
              const focused = document.activeElement ?? document.body;
              const { outlineStyle, outlineWidth } = getComputedStyle(focused);
              const isSeen = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
              return `${focused.tagName}${isSeen || focused === document.body ? '' : ` unseen: ${focused.outerHTML}`}`;
            }),
          );
        }
        expect(seen.at(-1)).toBe('BODY');
        expect(seen.length).toBeGreaterThan(10);
        expect(seen.filter((one) => one.includes('unseen'))).toEqual([]);
      }
    });
  });

  it('keeps view, language and settings in the address, and goes back', async () => {
    await site().visit('?view=train&lang=en&data=iris&hidden=12', async ({ page }) => {
      await page.getByRole('link', { name: 'Draw' }).click();
      await page.waitForURL(/view=draw/);
      expect(new URL(page.url()).searchParams.get('hidden')).toBe('12');
      await page.getByLabel('Language').selectOption('ja');
      await page.waitForURL(/lang=ja/);
      await page.goBack();
      await page.waitForURL(/view=train/);
      expect(await page.locator('[aria-current=page]').count()).toBe(1);
    });
  });

  it('asks its own server only, and loads at most 120 kB of JavaScript for the first view', async () => {
    await site().visit('?view=train&lang=en', async ({ page, requests }) => {
      await page.getByTestId('accuracy').filter({ hasText: '%' }).waitFor();
      const own = requests.filter((url) => url.startsWith(site().address));
      expect(requests.filter((url) => !own.includes(url))).toEqual([]);
      const files = [...new Set(own.map((url) => new URL(url).pathname.replace('/some/folder/', '')))];
      // The data sets are a file of their own: 40 kB of it are the digits.
      const scripts = files.filter((file) => file.endsWith('.js') && !/datasets|service-worker/.test(file));
      const bytes = scripts.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
      expect(bytes).toBeLessThan(120_000);
      expect(bytes).toBeGreaterThan(50_000);
    });
  });

  it('works offline after the first visit', async () => {
    await site().visit('?view=train&lang=en', async ({ page, context }) => {
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await context.setOffline(true);
      await page.goto(`${site().address}?view=train&lang=zh&data=iris`);
      await page.getByTestId('accuracy').filter({ hasText: '%' }).waitFor();
      expect(await page.getAttribute('html', 'lang')).toBe('zh-Hans');
    });
  });
}
