export { fitDigit, type DigitStyle } from './fit-digit.ts';
export { fitDigits } from './fit-digits.ts';
export { fitMnist } from './fit-mnist.ts';
export type { FittedDigit, GreyImage } from './grey-image.ts';
export { centreOfMass } from './ink.ts';
export { resample, type Box } from './resample.ts';
