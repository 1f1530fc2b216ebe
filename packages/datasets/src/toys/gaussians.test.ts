import { expect, it } from 'vitest';
import { gaussians } from './gaussians.ts';
import { pointsOf } from './points.testing.ts';
import { testRandom } from './random.testing.ts';

it('gaussians: centres on the unit circle, spread by the noise', () => {
  const still = pointsOf(gaussians({ n: 20, noise: 0, classes: 4, random: testRandom(1) }));
  const centres = [0, 1, 2, 3].map((c) => still.find(({ label }) => label === c));
  expect(centres.map((centre) => [centre?.x ?? 9, centre?.y ?? 9])).toBeAllClose(
    [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ],
    { atol: 2e-16 }, // sine and cosine are not exact at multiples of π/2
  );
  const spread = pointsOf(gaussians({ n: 2000, noise: 0.3, classes: 2, random: testRandom(1) }));
  const ys = spread.map(({ y }) => y);
  const variance = ys.reduce((sum, y) => sum + y * y, 0) / ys.length;
  expect(variance).toBeAllClose(0.09, { rtol: 0.1 }); // 3 standard errors of a variance of 2,000 draws: 3·√(2/2000)
});
