import type { Box } from './resample.ts';

/** A grey picture: `pixels` is [rows × cols], row-major, each from 0 (black) to 1 (white). */
export interface GreyImage {
  readonly pixels: Float64Array;
  readonly rows: number;
  readonly cols: number;
}

/** A digit as a data set's makers fitted theirs, ink 1 and paper 0, with what was done on the way. */
export interface FittedDigit extends GreyImage {
  /** The part of the picture that was cut out. */
  readonly box: Box;
  /** That part brought to the size the data set has its digits in, before it was laid on the final picture. */
  readonly scaled: GreyImage;
}
