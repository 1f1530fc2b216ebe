import { expect, it } from 'vitest';
import { shownNumber, trainTo, type Site } from './site.ts';

export function trainTests(site: () => Site): void {
  it('runs, pauses, steps and resets', async () => {
    await site().visit('?view=train&lang=en', async ({ page }) => {
      const iteration = (): Promise<number> => shownNumber(page, 'iteration');
      await trainTo(page, 100);
      await page.getByRole('button', { name: 'Pause' }).click();
      const step = page.getByRole('button', { name: 'Step' });
      await step.click({ trial: true });
      const before = await iteration();
      await step.click();
      await expect.poll(iteration).toBe(before + 1);
      await page.getByRole('button', { name: 'Reset' }).click();
      await expect.poll(iteration).toBe(0);
    });
  });
}
