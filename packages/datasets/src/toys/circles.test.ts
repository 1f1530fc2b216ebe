import { expect, it } from 'vitest';
import { circles } from './circles.ts';
import { pointsOf } from './points.testing.ts';
import { testRandom } from './random.testing.ts';

it('circles: class c lies on radius (c + 1)/classes, all around', () => {
  const points = pointsOf(circles({ n: 400, noise: 0, classes: 4, random: testRandom(1) }));
  for (const { x, y, label } of points)
    expect(Math.hypot(x, y)).toBeAllClose((label + 1) / 4, { rtol: 1e-15 });
  const outer = points.filter(({ label }) => label === 3);
  for (const sign of [1, -1]) {
    expect(outer.some(({ x, y }) => x * sign > 0.5 && y * sign > 0.5)).toBe(true);
    expect(outer.some(({ x, y }) => x * sign > 0.5 && y * sign < -0.5)).toBe(true);
  }
});
