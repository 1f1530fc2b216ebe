import { describe, expect, it } from 'vitest';
import { digits } from '../digits.ts';
import { thrown } from '../errors.testing.ts';
import { fitDigit } from './fit-digit.ts';
import type { GreyImage } from './grey-image.ts';
import { centreOfMass } from './ink.ts';
import { fitDigits } from './fit-digits.ts';
import { fitMnist } from './fit-mnist.ts';

interface Placed {
  /** The size the digit is scaled to, and where it goes on the sheet. */
  readonly rows: number;
  readonly cols: number;
  readonly top: number;
  readonly left: number;
  /** The whole sheet's size. */
  readonly sheet: readonly [number, number];
}

/** `digit` (ink 1) scaled bilinearly and drawn dark on light paper, in 256 greys. */
function photographed(digit: GreyImage, { rows, cols, top, left, sheet }: Placed): GreyImage {
  const [height, width] = sheet;
  const pixels = new Float64Array(height * width).fill(247 / 255);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const y = Math.max(0, ((i + 0.5) * digit.rows) / rows - 0.5);
      const x = Math.max(0, ((j + 0.5) * digit.cols) / cols - 0.5);
      const [y0, x0] = [Math.floor(y), Math.floor(x)];
      const at = (a: number, b: number): number =>
        digit.pixels[Math.min(digit.rows - 1, a) * digit.cols + Math.min(digit.cols - 1, b)] ?? 0;
      const upper = at(y0, x0) * (x0 + 1 - x) + at(y0, x0 + 1) * (x - x0);
      const lower = at(y0 + 1, x0) * (x0 + 1 - x) + at(y0 + 1, x0 + 1) * (x - x0);
      const ink = upper * (y0 + 1 - y) + lower * (y - y0);
      pixels[(top + i) * width + left + j] = Math.round(247 - 230 * ink) / 255;
    }
  }
  return { pixels, rows: height, cols: width };
}

/** Pearson's r. */
function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array): number => values.reduce((x, y) => x + y, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let ab = 0;
  let aa = 0;
  let bb = 0;
  a.forEach((value, k) => {
    const other = (b[k] ?? 0) - mb;
    ab += (value - ma) * other;
    aa += (value - ma) ** 2;
    bb += other ** 2;
  });
  return ab / Math.sqrt(aa * bb);
}

/** The first 100 rows of the test split, as pictures. */
async function realDigits(): Promise<GreyImage[]> {
  const { test } = await digits();
  return Array.from({ length: 100 }, (_, n) => ({
    pixels: Float64Array.from(test.features.subarray(n * 64, (n + 1) * 64), (value) => value / test.divisor),
    rows: 8,
    cols: 8,
  }));
}

/** A sheet with one filled rectangle: paper 0.9, ink 0.1, or the other way round. */
function rectangle(
  [rows, cols]: readonly [number, number],
  [top, left, height, width]: readonly [number, number, number, number],
  { light = false } = {},
): GreyImage {
  const pixels = new Float64Array(rows * cols).fill(light ? 0.1 : 0.9);
  for (let i = top; i < top + height; i++)
    pixels.fill(light ? 0.9 : 0.1, i * cols + left, i * cols + left + width);
  return { pixels, rows, cols };
}

describe('fitDigit, digits', () => {
  // The means are 0.93, 0.91 and 0.91: a digit's edge, which the fitting starts from, lies somewhere inside a
  // pixel of the 8×8, so that what was enlarged from it cannot come back exactly.
  it.each([
    ['80×80', { rows: 80, cols: 80, top: 20, left: 35, sheet: [130, 140] }],
    ['200×120, out of proportion', { rows: 200, cols: 120, top: 3, left: 60, sheet: [240, 190] }],
    ['17×16, hardly larger', { rows: 17, cols: 16, top: 2, left: 1, sheet: [20, 30] }],
  ] as const)('finds real digits again that were drawn %s on a sheet of paper', async (_, placed) => {
    const correlations = (await realDigits()).map((digit) => {
      const fitted = fitDigit(photographed(digit, placed), 'digits');
      return correlation(fitted.pixels, digit.pixels);
    });
    const mean = correlations.reduce((a, b) => a + b, 0) / correlations.length;
    expect(mean).toBeGreaterThan(0.88);
    expect(correlations.filter((r) => r > 0.8).length).toBeGreaterThan(80);
  });

  it('gives counts of 0 to 16 as sixteenths, over the whole height, with as much ink as the data set', async () => {
    for (const digit of (await realDigits()).slice(0, 20)) {
      const placed: Placed = { rows: 90, cols: 70, top: 9, left: 9, sheet: [120, 100] };
      const { pixels, rows, cols } = fitDigit(photographed(digit, placed), 'digits');
      expect([rows, cols]).toEqual([8, 8]);
      for (const value of pixels) expect(Number.isInteger(value * 16) && value >= 0 && value <= 1).toBe(true);
      expect(Math.max(...pixels.subarray(0, 8))).toBeGreaterThan(0);
      expect(Math.max(...pixels.subarray(56))).toBeGreaterThan(0);
      const ink = pixels.reduce((a, b) => a + b, 0) * 16;
      // 90 % of the data set lies between 261 and 368; rounding to sixteenths adds or takes a few.
      expect(ink).toBeGreaterThan(240);
      expect(ink).toBeLessThan(390);
    }
  });

  it('thickens a thin pen, thins a thick one, and straightens a slant', () => {
    const thin = fitDigit(rectangle([100, 60], [10, 29, 80, 2]), 'digits');
    const thick = fitDigit(rectangle([100, 60], [10, 10, 80, 40]), 'digits');
    const ink = (image: GreyImage): number => image.pixels.reduce((a, b) => a + b, 0) * 16;
    expect(ink(thin)).toBeGreaterThanOrEqual(250);
    expect(ink(thick)).toBeLessThanOrEqual(380);

    const slanted = new Float64Array(100 * 100).fill(1);
    for (let i = 10; i < 90; i++) {
      for (let j = 0; j < 10; j++) slanted[i * 100 + 70 - Math.round(i / 3) + j] = 0;
    }
    const { pixels } = fitDigit({ pixels: slanted, rows: 100, cols: 100 }, 'digits');
    const centre = (row: number): number => {
      const line = pixels.subarray(row * 8, row * 8 + 8);
      return line.reduce((sum, value, j) => sum + value * j, 0) / line.reduce((a, b) => a + b, 0);
    };
    // Upright to half a pixel of the 8 where it leant by two thirds of its height of 3 before.
    for (let row = 1; row < 8; row++) expect(Math.abs(centre(row) - centre(0))).toBeLessThan(0.5);
  });
});

describe('fitDigit, mnist', () => {
  it('scales ink into 20×20, proportions kept, and puts its centre of mass on pixel 14', () => {
    const { pixels, rows, cols } = fitDigit(rectangle([300, 200], [17, 20, 100, 50]), 'mnist');
    expect([rows, cols]).toEqual([28, 28]);
    const inked: [number, number][] = [];
    pixels.forEach((value, k) => {
      expect(Number.isInteger(Math.round(value * 255 * 1e9) / 1e9)).toBe(true);
      if (value > 0) inked.push([Math.floor(k / 28), k % 28]);
    });
    expect(pixels.filter((value) => value === 1)).toHaveLength(200);
    expect(inked).toHaveLength(200);
    const rowsInked = inked.map(([i]) => i);
    const colsInked = inked.map(([, j]) => j);
    // 20 rows by 10 columns; their centre is at (rows 5 … 24) 14.5 or 13.5, rounded to whole pixels.
    expect([Math.min(...rowsInked), Math.max(...rowsInked)]).toEqual([5, 24]);
    expect([Math.min(...colsInked), Math.max(...colsInked)]).toEqual([10, 19]);
  });

  it('averages areas: half-covered pixels are half grey, and a thin line is not faint', () => {
    // 39 of 40 rows tall: the box is 39 → 20 rows, 1.95 source rows to a pixel.
    const line = fitDigit(rectangle([100, 100], [20, 50, 39, 1]), 'mnist');
    expect(Math.max(...line.pixels)).toBe(1);
    const step = new Float64Array(100 * 100).fill(1);
    for (let i = 30; i < 70; i++) for (let j = 30; j < 70; j++) if (i + j < 100) step[i * 100 + j] = 0;
    const { pixels } = fitDigit({ pixels: step, rows: 100, cols: 100 }, 'mnist');
    const greys = new Set(Array.from(pixels, (value) => Math.round(value * 255)));
    // A pixel averages 2×2: on the diagonal three of four hold ink, elsewhere all or none.
    expect([...greys].sort((a, b) => a - b)).toEqual([0, 191, 255]);
  });

  it('takes light ink on dark as dark ink on light', () => {
    const place = [12, 20, 40, 9] as const;
    const dark = fitDigit(rectangle([80, 60], place), 'mnist');
    const light = fitDigit(rectangle([80, 60], place, { light: true }), 'mnist');
    expect(light.pixels).toEqual(dark.pixels);
    expect(fitDigit(rectangle([80, 60], place, { light: true }), 'digits').pixels).toEqual(
      fitDigit(rectangle([80, 60], place), 'digits').pixels,
    );
  });

  it('is not moved by grain on the paper', () => {
    const clean = rectangle([90, 90], [20, 30, 50, 20]);
    const grain = clean.pixels.map((value, k) => value - 0.1 * (((k * 7919) % 101) / 101));
    const fitted = fitDigit({ ...clean, pixels: grain }, 'mnist');
    expect(correlation(fitted.pixels, fitDigit(clean, 'mnist').pixels)).toBeGreaterThan(0.98);
  });
});

describe('the steps', () => {
  const ink = rectangle([120, 90], [17, 20, 80, 41], { light: true }).pixels.map((grey) =>
    grey > 0.5 ? 1 : 0,
  );
  const sheet: GreyImage = { pixels: ink, rows: 120, cols: 90 };
  const box = { top: 17, left: 20, rows: 80, cols: 41 };

  it('of MNIST are the box that was cut out, and its ink in 20×20', () => {
    const fitted = fitMnist(sheet);
    expect(fitted.box).toEqual(box);
    expect([fitted.scaled.rows, fitted.scaled.cols]).toEqual([20, 10]);
    const { row, col } = centreOfMass(fitted);
    // Whole pixels: half a pixel from 14 at most.
    expect(Math.max(Math.abs(row - 14), Math.abs(col - 14))).toBeLessThanOrEqual(0.5);
  });

  it('of the digits are the box and the bitmap whose blocks are counted', () => {
    const fitted = fitDigits(sheet);
    expect(fitted.box).toEqual(box);
    const { pixels, rows, cols } = fitted.scaled;
    expect([rows, cols]).toEqual([32, 32]);
    let first = 0;
    for (let i = 0; i < 4; i++) for (let j = 12; j < 16; j++) first += pixels[i * 32 + j] ?? 0;
    expect(fitted.pixels[3]).toBe(Math.round(first) / 16);
  });
});

describe('fitDigit', () => {
  it('takes a picture of the right size, light on dark, as it is', async () => {
    const [digit] = await realDigits();
    if (!digit) throw new Error('no digit');
    expect(fitDigit(digit, 'digits')).toBe(digit);
    const mnist = rectangle([28, 28], [1, 1, 5, 5], { light: true });
    expect(fitDigit(mnist, 'mnist')).toBe(mnist);
    // The same size, but dark on light: turned round and fitted.
    expect(fitDigit(rectangle([28, 28], [1, 1, 5, 5]), 'mnist').pixels[0]).toBe(0);
  });

  it.each([
    ['white', 1],
    ['black', 0],
    ['grey', 0.4],
  ])('refuses an empty %s page', async (_, grey) => {
    for (const style of ['mnist', 'digits'] as const) {
      for (const side of [1, 8, 28, 50]) {
        const blank = { pixels: new Float64Array(side * side).fill(grey), rows: side, cols: side };
        expect(await thrown(() => fitDigit(blank, style, { name: 'page.png' }))).toMatch(
          /^IMAGE_BLANK: page\.png: nothing is drawn/,
        );
      }
    }
  });

  it('fits anything that is drawn: one pixel, a line, a page full', () => {
    const sheets = [
      rectangle([3, 3], [1, 1, 1, 1]),
      rectangle([1, 9], [0, 3, 1, 2]),
      rectangle([200, 10], [0, 4, 200, 1]),
      rectangle([10, 900], [5, 0, 1, 900]),
      rectangle([40, 40], [1, 1, 38, 38]),
    ];
    for (const sheet of sheets) {
      for (const style of ['mnist', 'digits'] as const) {
        const { pixels } = fitDigit(sheet, style);
        expect(pixels.every((value) => value >= 0 && value <= 1)).toBe(true);
        expect(Math.max(...pixels)).toBeGreaterThan(0.5);
      }
    }
  });
});
