import { expect, it } from 'vitest';
import { pointsOf } from './points.testing.ts';
import { testRandom } from './random.testing.ts';
import { xor } from './xor.ts';

it('xor: class 1 is where the signs differ, in all four squares', () => {
  const points = pointsOf(xor({ n: 200, noise: 0, random: testRandom(1) }));
  for (const { x, y, label } of points) {
    expect(label).toBe(x * y < 0 ? 1 : 0);
    expect(Math.min(Math.abs(x), Math.abs(y))).toBeGreaterThanOrEqual(0.1);
    expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(1);
  }
  const squares = points.map(({ x, y }) => `${Math.sign(x)} ${Math.sign(y)}`);
  expect(new Set(squares).size).toBe(4);
  expect(squares.filter((square) => square === '1 1')).toHaveLength(50);
});
