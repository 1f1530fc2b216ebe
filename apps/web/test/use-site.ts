import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { refuse, startSite, type Site, type Visit } from './site.ts';

/** A site for the tests of a file, from the first to the last of them. */
export function useSite(options?: BrowserContextOptions): () => Site {
  let site: Site | undefined;
  beforeAll(async () => {
    site = await startSite(options);
  }, 60_000);
  afterAll(async () => {
    await site?.close();
  });
  return () => {
    if (site === undefined) throw new Error('the site is not started');
    return site;
  };
}

/** Runs `use` with the one page that the tests share. */
export type Read = (use: (page: Page) => Promise<void>) => Promise<void>;

/** One page for the tests of a file, which saves loading it for each; after a failure the next test gets another. */
export function usePage(options?: BrowserContextOptions): Read {
  const site = useSite(options);
  let visit: Visit | undefined;
  return async (use) => {
    visit ??= await site().enter();
    try {
      await use(visit.page);
      refuse(visit.errors);
    } catch (error) {
      await visit.context.close();
      visit = undefined;
      throw error;
    }
  };
}
