import { describe, expect, it } from 'vitest';
import { randomState } from '../random/random-state.ts';
import { pairwiseSum } from './pairwise-sum.ts';

describe('pairwiseSum', () => {
  const x = Float64Array.from(randomState(0).rand(20000).data, (u) => u - 0.5);

  // np.sum((np.random.RandomState(0).rand(20000) - .5)[:n]) of NumPy 2.4.6
  it.each([
    [0, 0],
    [1, 0.04881350392732475],
    [7, 0.4187855530365383],
    [8, 0.8105585538186181],
    [9, 1.2742213143196475],
    [15, 1.5429600485654746],
    [127, 0.003116803823440817],
    [128, -0.19530837950200997],
    [129, -0.03513484200932515],
    [136, -0.6036790427263543],
    [137, -0.5293537938767755],
    [255, -0.6757493531806733],
    [256, -1.0923269177386548],
    [257, -1.0401344478162482],
    [1000, -4.078465628217206],
    [1025, -4.974201908406181],
    [4096, -5.603590708069769],
    [20000, -83.01487194476476],
  ])('of %i numbers has the bits of NumPy', (length, total) => {
    expect(pairwiseSum(x, 0, length)).toBe(total);
    expect(pairwiseSum(Float64Array.of(NaN, ...x), 1, length)).toBe(total);
  });

  it('keeps the error small where one running sum would lose digits', () => {
    const tenths = new Float64Array(1_000_000).fill(0.1);
    let running = 0;
    for (const tenth of tenths) running += tenth;
    // The bound of pairwise summation, (16 + log₂(1e6/128)) · 2⁻⁵³ · Σ|x|, is 3.2e-10; the sum in order is off by 1.3e-6.
    expect(Math.abs(pairwiseSum(tenths, 0, 1_000_000) - 100_000)).toBeLessThan(3.2e-10);
    expect(Math.abs(running - 100_000)).toBeGreaterThan(1e-6);
  });
});
