import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { startSite, type Site } from './site.ts';

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
