import { fitDigits } from './fit-digits.ts';
import { fitMnist } from './fit-mnist.ts';
import type { GreyImage } from './grey-image.ts';
import { inkOf, paperOf } from './ink.ts';

/** How a data set's pictures were made: `mnist` 28×28, `digits` 8×8. */
export type DigitStyle = 'mnist' | 'digits';

const STYLES = {
  mnist: { side: 28, fit: fitMnist },
  digits: { side: 8, fit: fitDigits },
} as const;

/**
 * A picture of one digit, of any size, as a model trained on that data set wants it: [28, 28] or [8, 8],
 * ink 1 and paper 0. A picture that has this size already and is light on dark is taken as it is.
 * Throws a DatasetError IMAGE_BLANK, naming the picture by `name`, when nothing is drawn.
 */
export function fitDigit(
  image: GreyImage,
  style: DigitStyle,
  { name = 'picture' }: { readonly name?: string } = {},
): GreyImage {
  const { side, fit } = STYLES[style];
  const ink = inkOf(image, name);
  if (image.rows === side && image.cols === side && paperOf(image) < 0.5) return image;
  return fit(ink);
}
