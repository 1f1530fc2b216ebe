import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Route } from 'playwright-core';
import { expect, it } from 'vitest';
import { languages, views } from '../src/state/choices.ts';
import { axe } from './axe.ts';
import { dist, type Site, type Visit } from './site.ts';

const read = (file: string): string => readFileSync(join(dist, file), 'utf8');

/** Longer than the page takes from what it gets to what it asks for next. */
const QUIET_MS = 400;

/**
 * What the page and its worker ask for until Run can be pressed, one round trip after another: all that is asked for is
 * answered together, when nothing more is being asked for.
 */
async function roundTrips({ address, browser }: Site): Promise<string[][]> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    let held: Route[] = [];
    const seen = { usable: false };
    await context.route('**', (route) => void (seen.usable ? route.continue() : held.push(route)));
    const rounds: string[][] = [];
    const usable = page.locator('button.run:enabled').waitFor();
    void usable.then(() => (seen.usable = true));
    void page.goto(address);
    for (;;) {
      await Promise.race([usable, expect.poll(() => held.length).toBeGreaterThan(0)]);
      await setTimeout(QUIET_MS);
      if (seen.usable) return rounds;
      rounds.push(held.map((route) => route.request().url().replace(address, '')));
      const now = held;
      held = [];
      await Promise.all(now.map((route) => route.continue()));
    }
  } finally {
    await context.close();
  }
}

export function shellTests(site: () => Site): void {
  it('opens each view in each language, with nothing that axe finds wrong, light or dark', async () => {
    const open = async ({ page }: Visit): Promise<void> => {
      for (const view of views) {
        for (const lang of languages) {
          await page.goto(`${site().address}?view=${view}&lang=${lang}`);
          await page.locator('main > *:not(.status, h1)').first().waitFor();
          expect(await page.getAttribute('html', 'lang')).toMatch(new RegExp(`^${lang}`));
          if (lang !== 'en') continue;
          expect(await axe(page)).toEqual([]);
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

  it('can be used after four round trips and 155 kB, of which at most 120 kB are scripts without data', async () => {
    const rounds = await roundTrips(site());
    const files = rounds.flat();
    expect(files.filter((file) => file.includes('://') || file.includes('service-worker'))).toEqual([]);
    expect(new Set(files).size).toBe(files.length);
    const size = (file: string): number => gzipSync(read(file || 'index.html')).length;
    const bytes = files.reduce((sum, file) => sum + size(file), 0);
    expect(bytes).toBeLessThan(155_000);
    // The data sets are a file of their own: 40 kB of it are the digits.
    const scripts = files.filter((file) => file.endsWith('.js') && !file.includes('datasets'));
    const scriptBytes = scripts.reduce((sum, file) => sum + size(file), 0);
    expect(scriptBytes).toBeLessThan(120_000);
    expect(scriptBytes).toBeGreaterThan(50_000);
    expect(rounds.map((round) => round.join(' '))).toEqual([
      '',
      expect.stringMatching(/start-.*index-/),
      expect.stringMatching(/worker-.*Train-/),
      expect.stringMatching(/trainer-.*datasets-|datasets-.*trainer-/),
    ]);
  });

  it('may ask its own server and the two mirrors of MNIST, and nobody else', async () => {
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(read('index.html')) ?? [];
    const rules = policy.replaceAll('&#39;', "'").split('; ');
    expect(rules).toContain("default-src 'none'");
    expect(
      rules
        .find((rule) => rule.startsWith('connect-src'))
        ?.split(' ')
        .slice(1),
    ).toEqual([
      "'self'",
      'https://ossci-datasets.s3.amazonaws.com/mnist/',
      'https://storage.googleapis.com/cvdf-datasets/mnist/',
    ]);
    await site().visit('?view=train&lang=en', async (visit) => {
      const blocked = await visit.page.evaluate(() => {
        const found = new Promise<string[]>((resolve) => {
          const all: string[] = [];
          document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
            all.push(`${effectiveDirective} ${blockedURI}`);
            if (all.length === 2) resolve(all);
          });
        });
        for (const url of ['https://example.com/', 'https://storage.googleapis.com/other/file']) {
          fetch(url).catch(() => undefined);
        }
        return found;
      });
      expect(blocked).toEqual([
        'connect-src https://example.com/',
        'connect-src https://storage.googleapis.com/other/file',
      ]);
      // What was asked for on purpose.
      visit.errors.length = 0;
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
