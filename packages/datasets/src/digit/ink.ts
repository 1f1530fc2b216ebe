import { DatasetError } from '../error.ts';
import type { GreyImage } from './grey-image.ts';
import type { Box } from './resample.ts';

/** Less contrast than this between the paper and anything on it is an empty page. */
const LEAST_CONTRAST = 0.1;
/** Ink below this share of the strongest is taken for paper: grain, shadows, compression noise. */
const NOISE = 0.2;

/**
 * How much ink each pixel holds: 0 on the paper, 1 where it is strongest, whether dark ink on light paper or
 * light ink on dark. Throws a DatasetError IMAGE_BLANK when nothing stands out from the paper.
 */
export function inkOf(image: GreyImage, name: string): GreyImage {
  const paper = paperOf(image);
  let lightest = 0;
  let darkest = 1;
  for (const pixel of image.pixels) {
    lightest = Math.max(lightest, pixel);
    darkest = Math.min(darkest, pixel);
  }
  const contrast = Math.max(paper - darkest, lightest - paper);
  if (contrast < LEAST_CONTRAST) {
    throw new DatasetError(
      'IMAGE_BLANK',
      `${name}: nothing is drawn: every pixel is about equally ${paper > 0.5 ? 'light' : 'dark'}; draw one digit, dark on a light background`,
    );
  }
  const sign = paper - darkest >= lightest - paper ? -1 : 1;
  const pixels = image.pixels.map((pixel) => {
    const ink = (sign * (pixel - paper)) / contrast;
    return ink < NOISE ? 0 : ink;
  });
  return { ...image, pixels };
}

/** The paper's grey: the median of the picture's outermost ring of pixels. */
export function paperOf({ pixels, rows, cols }: GreyImage): number {
  const border: number[] = [];
  for (let i = 0; i < rows; i++) {
    const step = i === 0 || i === rows - 1 ? 1 : Math.max(1, cols - 1);
    for (let j = 0; j < cols; j += step) border.push(pixels[i * cols + j] ?? 0);
  }
  border.sort((a, b) => a - b);
  return border[border.length >> 1] ?? 0;
}

/** The smallest rectangle that holds every pixel with more ink than `least`. */
export function inkBox({ pixels, rows, cols }: GreyImage, least: number): Box {
  let top = rows;
  let left = cols;
  let bottom = -1;
  let right = -1;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      if ((pixels[i * cols + j] ?? 0) <= least) continue;
      top = Math.min(top, i);
      bottom = Math.max(bottom, i);
      left = Math.min(left, j);
      right = Math.max(right, j);
    }
  }
  return { top, left, rows: bottom - top + 1, cols: right - left + 1 };
}

/** The ink-weighted mean row and column; a pixel's own centre is at its index. */
export function centreOfMass({ pixels, rows, cols }: GreyImage): { row: number; col: number } {
  let total = 0;
  let row = 0;
  let col = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const ink = pixels[i * cols + j] ?? 0;
      total += ink;
      row += ink * i;
      col += ink * j;
    }
  }
  return { row: row / total, col: col / total };
}

/** Ink scaled so that the strongest is 1: thin lines come out of averaging faint. */
export function fullStrength(ink: GreyImage): GreyImage {
  const most = ink.pixels.reduce((a, b) => Math.max(a, b), 0);
  return { ...ink, pixels: ink.pixels.map((pixel) => pixel / most) };
}
