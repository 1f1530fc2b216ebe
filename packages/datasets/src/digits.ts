import type { Dataset } from './dataset.ts';
import { DIGITS_ATTRIBUTION, DIGITS_GZIP_BASE64 } from './digits.data.ts';
import { gunzipIfNeeded } from './gunzip.ts';
import { splitRows } from './split-rows.ts';

const ROWS = 1797;
const PIXELS = 64;

/**
 * 1,797 handwritten digits of 8 × 8 pixels from 0 (paper) to 16 (ink): the UCI Optical Recognition of Handwritten
 * Digits test set, which ships inside this package. Features uint8, rows of shape [8, 8], divisor 16. Rows whose
 * index mod 5 is 4 are the test split: 1,438 for training, 359 for testing.
 */
export async function digits(): Promise<Dataset> {
  const text = atob(DIGITS_GZIP_BASE64);
  const packed = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) packed[i] = text.charCodeAt(i);
  const columns = await gunzipIfNeeded(packed, { name: 'digits' });
  const features = new Uint8Array(ROWS * PIXELS);
  for (let pixel = 0; pixel < PIXELS; pixel += 1) {
    for (let row = 0; row < ROWS; row += 1) {
      features[row * PIXELS + pixel] = columns[pixel * ROWS + row]!;
    }
  }
  const labels = columns.slice(PIXELS * ROWS);
  return {
    contract: 1,
    name: 'digits',
    classes: Array.from({ length: 10 }, (_, digit) => String(digit)),
    ...splitRows({ shape: [8, 8], features, divisor: 16, labels }, (row) => row % 5 === 4),
    attribution: DIGITS_ATTRIBUTION,
  };
}
