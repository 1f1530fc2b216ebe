import { expect, it } from 'vitest';
import { moons } from './moons.ts';
import { pointsOf } from './points.testing.ts';
import { testRandom } from './random.testing.ts';

it('moons: half circles around (0, 0), upwards, and (1, ½), downwards', () => {
  const points = pointsOf(moons({ n: 200, noise: 0, random: testRandom(1) }));
  for (const { x, y, label } of points) {
    const [dx, dy] = label === 0 ? [x, y] : [1 - x, 0.5 - y];
    expect(Math.hypot(dx, dy)).toBeAllClose(1, { rtol: 1e-15 });
    expect(dy).toBeGreaterThanOrEqual(0);
  }
  const angles = points.filter(({ label }) => label === 0).map(({ x }) => x);
  expect(Math.min(...angles)).toBeLessThan(-0.95);
  expect(Math.max(...angles)).toBeGreaterThan(0.95);
});
