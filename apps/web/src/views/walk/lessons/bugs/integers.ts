import { numericalGradient } from '@bilayer/gradient';
import { BilayerError, mul, sum, tensor, type Tensor } from '@bilayer/tensor';
import type { NumpyArray } from './numpy-array.ts';
import { run, type Run } from './steps.ts';

/** The array as NumPy makes it of numbers with a point or without, and as the library does. */
export function arrayOf(x: readonly number[], isFloat: boolean): NumpyArray {
  return { data: isFloat ? Float64Array.from(x) : Int32Array.from(x), shape: [x.length] };
}

/** The helper on f = Σ x². */
export function squareRun(x: readonly number[], isFloat: boolean): Run {
  const f = ({ data }: NumpyArray): number => {
    let total = 0;
    for (const one of data) total += one * one;
    return total;
  };
  return run(f, arrayOf(x, isFloat));
}

/** What the library says to the same x: a gradient, or why not. */
export function libraryAnswer(x: readonly number[], isFloat: boolean): Tensor | string {
  try {
    return numericalGradient((y) => sum(mul(y, y)), tensor(arrayOf(x, isFloat).data, [x.length]));
  } catch (error) {
    if (error instanceof BilayerError) return `${error.code}: ${error.message}`;
    throw error;
  }
}
