import type { FittedDigit, GreyImage } from './grey-image.ts';
import { centreOfMass, fullStrength, inkBox } from './ink.ts';
import { resample } from './resample.ts';

const SIDE = 28;
const BOX = 20;
const CENTRE = 14;

/**
 * Ink of any size as MNIST's makers fitted theirs: scaled into a 20×20 box with its proportions kept, then
 * moved so that its centre of mass falls on pixel 14 of 28×28. Values 0 to 1 in steps of 1/255. `ink` must not be
 * empty; its paper must be 0.
 * Source: LeCun, Cortes and Burges, "The MNIST database of handwritten digits"; the centres of mass of all
 * its 10,000 test images lie between 13.5 and 14.5 both ways.
 */
export function fitMnist(ink: GreyImage): FittedDigit {
  const box = inkBox(ink, 0);
  const scale = BOX / Math.max(box.rows, box.cols);
  const rows = Math.max(1, Math.round(box.rows * scale));
  const cols = Math.max(1, Math.round(box.cols * scale));
  const digit = fullStrength(resample(ink, box, rows, cols));
  const { row, col } = centreOfMass(digit);
  const top = Math.min(SIDE - rows, Math.max(0, Math.round(CENTRE - row)));
  const left = Math.min(SIDE - cols, Math.max(0, Math.round(CENTRE - col)));

  const pixels = new Float64Array(SIDE * SIDE);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      pixels[(top + i) * SIDE + left + j] = Math.round((digit.pixels[i * cols + j] ?? 0) * 255) / 255;
    }
  }
  return { pixels, rows: SIDE, cols: SIDE, box, scaled: digit };
}
