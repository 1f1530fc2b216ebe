import { expect, it } from 'vitest';
import { PAD } from './pad.ts';
import { inkFrom, looksLikePicture } from './picture.ts';

/** A sheet with a filled square in it. */
function sheet(paper: number, ink: number, rows: number, columns: number): number[] {
  return Array.from({ length: rows * columns }, (_, k) => {
    const [i, j] = [Math.floor(k / columns), k % columns];
    return i >= 20 && i < 40 && j >= 30 && j < 60 ? ink : paper;
  });
}

it.each([
  [0.9, 0.2],
  [0, 0.7],
])('takes paper %d and ink %d for 0 and 1, in the middle of the pad', (paper, ink) => {
  const found = inkFrom(sheet(paper, ink, 100, PAD), 100, PAD) ?? [];
  expect(found.length).toBe(PAD * PAD);
  expect(Array.from(found).reduce((a, b) => a + b)).toBeCloseTo(600, 9);
  expect(found[(90 + 20) * PAD + 30]).toBe(1);
  expect(found[(90 + 19) * PAD + 30]).toBe(0);
});

it('sees a blank sheet', () => {
  expect(inkFrom(sheet(0.9, 0.85, 100, PAD), 100, PAD)).toBeUndefined();
});

it('knows pictures by their type or name', () => {
  expect(looksLikePicture({ name: 'a', type: 'image/png' })).toBe(true);
  expect(looksLikePicture({ name: 'Seven.PNG', type: '' })).toBe(true);
  expect(looksLikePicture({ name: 'model.safetensors', type: '' })).toBe(false);
});
