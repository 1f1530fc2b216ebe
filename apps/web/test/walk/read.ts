import type { Tensor } from '@bilayer/tensor';
import type { Locator, Page } from 'playwright-core';
import { show } from '../../src/views/walk/format.ts';

/** The numbers in an array on the page, as they are written, row by row. */
export async function shownArray(scope: Page | Locator, name: string): Promise<string[]> {
  return scope
    .getByTestId(`array-${name}`)
    .locator('tbody td')
    .evaluateAll((cells) => cells.map((cell) => cell.textContent.trim()));
}

/** The numbers of a tensor as the page writes them. */
export function written(value: Tensor, format: (x: number) => string = show): string[] {
  return Array.from(value.data, (x) => format(x));
}

/** The text of an element with that test id. */
export async function said(scope: Page | Locator, id: string): Promise<string> {
  return (await scope.getByTestId(id).textContent())?.trim() ?? '';
}

/** Moves a slider as the keyboard or a drag would. */
export async function slide(scope: Page | Locator, id: string, to: number): Promise<void> {
  await scope.getByTestId(id).locator('input').fill(String(to));
}

/** Turns a switch on or off. */
export async function turn(scope: Page | Locator, id: string, isOn: boolean): Promise<void> {
  await scope.getByTestId(id).getByRole('switch').setChecked(isOn, { force: true });
}

/** Goes on by `times` steps. */
export async function stepOn(scope: Page | Locator, id: string, times = 1): Promise<void> {
  const button = scope.getByTestId(`stepper-${id}`).locator('button.primary');
  // By the keyboard, which need not wait until the button stands still.
  for (let i = 0; i < times; i++) await button.press('Enter');
}

/** The lines of code that are lit. */
export async function litLines(scope: Page | Locator, language: 'python' | 'typescript'): Promise<string[]> {
  return scope
    .locator(`figure[data-language=${language}] [aria-current=step]`)
    .evaluateAll((lines) => lines.map((line) => line.textContent.trim()));
}

/** Opens what is folded in the lesson. */
export async function unfold(page: Page): Promise<void> {
  const folded = page.locator('article details:not([open]) > summary');
  for (let count = await folded.count(); count > 0; count--) await folded.first().press('Enter');
  const missing = 'details:not([open]), .scene > details:not(:has(.stage)), [aria-busy=true]';
  await page.locator(`article:not(:has(${missing}))`).waitFor();
}
