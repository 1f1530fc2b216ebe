import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { languages, views } from '../src/state/choices.ts';
import { axe } from './axe.ts';
import { dist, type Site } from './site.ts';

export function shellTests(site: () => Site): void {
  it('opens each view in each language, with nothing that axe finds wrong', async () => {
    await site().visit('', async ({ page }) => {
      for (const view of views) {
        for (const lang of languages) {
          await page.goto(`${site().address}?view=${view}&lang=${lang}`);
          await page.locator('main > *:not(.status, h1)').first().waitFor();
          expect(await page.getAttribute('html', 'lang')).toMatch(new RegExp(`^${lang}`));
          if (lang === 'en') expect(await axe(page)).toEqual([]);
        }
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
