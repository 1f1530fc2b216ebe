import { expect, it } from 'vitest';
import { pointsOf } from './points.testing.ts';
import { testRandom } from './random.testing.ts';
import { spiral } from './spiral.ts';

it('spiral: each arm turns once as its radius grows from 0 to 1', () => {
  const points = pointsOf(spiral({ n: 300, noise: 0, classes: 3, random: testRandom(1) }));
  for (const { x, y, label } of points) {
    const radius = Math.hypot(x, y);
    // The angle from the y axis, in turns, is label/3 + radius.
    const turns = Math.atan2(x, y) / (2 * Math.PI) - label / 3 - radius;
    expect(turns - Math.round(turns)).toBeAllClose(0, { atol: 1e-13 }); // rounding, magnified at radius 1/200
  }
  const radii = points.filter(({ label }) => label === 1).map(({ x, y }) => Math.hypot(x, y));
  expect(Math.min(...radii)).toBeAllClose(0.005, { rtol: 1e-14 });
  expect(Math.max(...radii)).toBeAllClose(0.995, { rtol: 1e-14 });
});
