import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const source: string = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong on the page or in a part of it, a line each. */
export async function axe(page: Page, part = 'html'): Promise<string[]> {
  // By the debugger, which the page's policy does not bind.
  await page.evaluate(source);
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run('${part}', { resultTypes: ["violations"] })`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  );
}
