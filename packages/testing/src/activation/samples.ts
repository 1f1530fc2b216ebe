import type { Activation } from '@bilayer/activations';
import { astype, mul, randomState, tensor, type Tensor } from '@bilayer/tensor';

export type FloatDType = 'float64' | 'float32';
export const dtypes: readonly FloatDType[] = ['float64', 'float32'];

/** Rows of a sample, and elements a row. */
export const ROWS = 9;
export const WIDTH = 3;

/**
 * a [9, 3]: random numbers of both signs, both tails, and both sides of every declared kink, none of them nearer to one
 * than a central difference reaches.
 */
export function sample({ kinks = [] }: Activation): Tensor {
  const data = mul(randomState(1).randn(ROWS, WIDTH), 2).data.slice();
  data.set([30, -12, 12, -30, 0.3, -0.3], 0);
  const sides = kinks.filter(Number.isFinite).flatMap((kink) => [kink - 0.4, kink + 0.4]);
  sides.slice(0, data.length - 12).forEach((side, i) => {
    data[6 + i] = side;
  });
  for (const [i, value] of data.entries()) {
    if (kinks.some((kink) => Math.abs(value - kink) < 1e-3)) data[i] = value + 0.01;
  }
  return tensor(data, [ROWS, WIDTH]);
}

/** dz of the sample's shape: random numbers, none of them 0. */
export function incoming(): Tensor {
  return randomState(2).randn(ROWS, WIDTH);
}

/** 0, −0, the kinks, ±1 and numbers next to nothing, in rows of three. */
export function specialPoints({ kinks = [] }: Activation): Tensor {
  const points = [0, -0, ...kinks.filter(Number.isFinite), 1, -1, 1e-8, -1e-8, 1e-300, -1e-300, 5e-324];
  while (points.length % WIDTH !== 0) points.push(0.5);
  return tensor(new Float64Array(points), [points.length / WIDTH, WIDTH]);
}

/** Rows with one element ±v beside 0 and 1, for v from 1e4 to the largest of the dtype; and one of large numbers only. */
export function largeRows(dtype: FloatDType): Tensor {
  // e^100 overflows in float32, e^750 in float64.
  const large = [100, 750, 1e4, 1e20, dtype === 'float64' ? 1e308 : 3.4028234663852886e38];
  const rows = large.flatMap((v) => [v, 0, 1, -v, 0, 1, v, -v, v, -v, -v, -v]);
  return astype(tensor(new Float64Array(rows), [rows.length / WIDTH, WIDTH]), dtype);
}
