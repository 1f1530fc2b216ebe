import type { Page } from 'playwright-core';

/**
 * Opens a lesson afresh, and waits until it is there. Where the walk-through is open already, the address changes and not the
 * page, as with the browser's back button: by way of another lesson, so that nothing is left of what was done in this one.
 */
export async function open(page: Page, lesson: string, seed: number, lang = 'en'): Promise<void> {
  const address = `?view=walk&lang=${lang}&seed=${seed}#${lesson}`;
  if (page.url().includes(`?view=walk&lang=${lang}`)) {
    const other = lesson === 'names' ? 'dummy' : 'names';
    await page.evaluate((hash) => (location.hash = hash), other);
    await page.locator(`article#${other}`).waitFor();
    await page.evaluate((to) => {
      history.pushState(null, '', to);
      dispatchEvent(new PopStateEvent('popstate'));
      dispatchEvent(new HashChangeEvent('hashchange'));
    }, address);
  } else await page.goto(address);
  await whole(page, lesson);
}

/** Waits until the lesson is there with all its scenes. */
export async function whole(page: Page, lesson: string): Promise<void> {
  // Looks once a frame; a locator looks again after up to half a second.
  await page.waitForFunction(
    (selector) => document.querySelector(selector) !== null,
    `article#${lesson}:not(:has([aria-busy=true]))`,
  );
}
