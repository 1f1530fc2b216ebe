import type { FittedDigit, GreyImage } from './grey-image.ts';
import { centreOfMass, fullStrength, inkBox } from './ink.ts';
import { resample, type Box } from './resample.ts';

/** Ink of pixels that belong to the digit and not to its soft edge. */
const LEAST_COVERED = 0.5;
/** The side of the bitmap, and of the blocks it is counted in. */
const SIDE = 32;
const BLOCK = 4;
/** A digit is made 20 wide, but widened by half at most, so that a plain stroke stays one. */
const WIDEST = 20;
const WIDENING = 1.5;
/** Inked pixels of 1024: 90 % of the data set's digits have between 261 and 368. */
const LEAST_INK = 250;
const MOST_INK = 380;
/** The data set's mean centre of mass, in columns of the bitmap. */
const CENTRE = 15.8;
/** How many rows at the top and at the bottom tell a digit's slant. */
const EDGE_ROWS = 4;

/**
 * Ink of any size as the digits data set was made: a 32×32 bitmap as high as the digit, its pen brought to a
 * common thickness, its slant taken out, centred from left to right; then each 4×4 block's inked pixels
 * are counted. Returns 8×8, each count / 16; `scaled` is the bitmap. `ink` must have a pixel above 0.5; its paper
 * must be 0.
 * Source: the data set's description (32×32 bitmaps normalised by NIST's programs, 4×4 blocks counted); what
 * those programs do was measured from the 1,797 digits.
 */
export function fitDigits(ink: GreyImage): FittedDigit {
  const box = inkBox(ink, LEAST_COVERED);
  const bitmap = centred(upright(evenPen(scaled(ink, box))));
  const side = SIDE / BLOCK;
  const counts = new Float64Array(side * side);
  bitmap.forEach((covered, k) => {
    const block = Math.floor(k / (SIDE * BLOCK)) * side + Math.floor((k % SIDE) / BLOCK);
    counts[block] = (counts[block] ?? 0) + covered;
  });
  return {
    pixels: counts.map((count) => Math.round(count) / (BLOCK * BLOCK)),
    rows: side,
    cols: side,
    box,
    scaled: { pixels: bitmap, rows: SIDE, cols: SIDE },
  };
}

/** The digit over the whole height of the bitmap; each pixel says how much of it is covered, 0 to 1. */
function scaled(ink: GreyImage, box: Box): Float64Array {
  const cols = Math.max(1, Math.min(WIDEST, Math.round((SIDE * WIDENING * box.cols) / box.rows)));
  const digit = fullStrength(resample(ink, box, SIDE, cols));
  const left = (SIDE - cols) >> 1;
  const bitmap = new Float64Array(SIDE * SIDE);
  for (let i = 0; i < SIDE; i++) {
    bitmap.set(digit.pixels.subarray(i * cols, (i + 1) * cols), i * SIDE + left);
  }
  return bitmap;
}

/** Thickens or thins the pen, a pixel at a time, until the ink is within the data set's bounds. */
function evenPen(bitmap: Float64Array): Float64Array {
  let now = bitmap;
  for (;;) {
    const ink = sum(now);
    if (ink >= LEAST_INK && ink <= MOST_INK) return now;
    const next = neighbours(now, ink < LEAST_INK ? Math.max : Math.min);
    const nextInk = sum(next);
    // Stop rather than swing from too thin to too thick, or when nothing changes any more.
    if (nextInk === ink || (ink < LEAST_INK ? nextInk > MOST_INK : nextInk < LEAST_INK)) return now;
    now = next;
  }
}

/** Each pixel with the most (Math.max) or least (Math.min) ink of itself and its four neighbours. */
function neighbours(bitmap: Float64Array, choose: (...values: number[]) => number): Float64Array {
  const last = SIDE - 1;
  // The bitmap goes on above and below as its first and last row, so that thinning keeps the height.
  const at = (i: number, j: number): number =>
    j < 0 || j > last ? 0 : (bitmap[Math.min(last, Math.max(0, i)) * SIDE + j] ?? 0);
  return bitmap.map((pixel, k) => {
    const i = Math.floor(k / SIDE);
    const j = k % SIDE;
    return choose(pixel, at(i - 1, j), at(i + 1, j), at(i, j - 1), at(i, j + 1));
  });
}

/** Moves the rows sideways so that the digit's left edge is as far left at the top as at the bottom. */
function upright(bitmap: Float64Array): Float64Array {
  const last = SIDE - 1;
  let lean = 0;
  for (let i = 0; i < EDGE_ROWS; i++) lean += leftEdge(bitmap, last - i) - leftEdge(bitmap, i);
  const slope = lean / EDGE_ROWS / (SIDE - EDGE_ROWS);
  return moved(bitmap, (row) => Math.round(slope * (last / 2 - row)));
}

/** The first column of a row that is at least half covered, or the middle when there is none. */
function leftEdge(bitmap: Float64Array, row: number): number {
  const found = bitmap.subarray(row * SIDE, (row + 1) * SIDE).findIndex((covered) => covered >= 0.5);
  return found === -1 ? SIDE / 2 : found;
}

function centred(bitmap: Float64Array): Float64Array {
  const { col } = centreOfMass({ pixels: bitmap, rows: SIDE, cols: SIDE });
  return moved(bitmap, () => Math.round(CENTRE - col));
}

/** Every row moved to the right by its number of columns; what leaves the bitmap is lost. */
function moved(bitmap: Float64Array, columns: (row: number) => number): Float64Array {
  return bitmap.map((_, k) => {
    const row = Math.floor(k / SIDE);
    const from = (k % SIDE) - columns(row);
    return from < 0 || from >= SIDE ? 0 : (bitmap[row * SIDE + from] ?? 0);
  });
}

function sum(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0);
}
