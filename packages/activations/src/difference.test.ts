import { add, sub, tensor, type Tensor } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import type { Activation } from './activation.ts';
import * as entry from './index.ts';

const withDifference = Object.values(entry).flatMap((value) =>
  'contract' in value && value.difference !== undefined ? [value as Activation] : [],
);

/** Far out, near the kinks at 0 and ±3, on them, and in between; three to a row. */
const points = [
  -900, -799.999, -30, -4, -3.001, -3, -2.999, -1.3, -1e-3, -1e-9, 0, 1e-9, 1e-3, 0.4, 2.999, 3, 3.001, 30,
  799.999, 900, 5,
];
const moves = [1 / 256, 2e-3, 1e-4, 1e-7].flatMap((d) => [d, -d, d / 3]);
const matrix = (data: readonly number[]): Tensor => tensor(Float64Array.from(data), [points.length / 3, 3]);
const a = matrix(points);

/** f(a + d) − f(a) by the activation's difference. */
function difference(f: Activation, from: Tensor, d: Tensor): Tensor {
  const change = f.difference?.({ a: from, z: f.forward(from) }, f.config);
  if (change === undefined) throw new Error(`${f.name} has no difference`);
  return change(d);
}

it('belongs to every activation but those whose link is known and those whose values are 0 and 1', () => {
  const others = Object.values(entry).flatMap((v) => ('contract' in v && !v.difference ? [v.name] : []));
  expect(others.sort()).toEqual(['identity', 'sigmoid', 'softmax', 'step']);
});

describe.each(withDifference)('the difference of $name', (f) => {
  it.each(moves)('is what subtracting gives, for d = %d', (move) => {
    const d = matrix(points.map((_, i) => (i % 3 === 1 ? -move / 2 : move)));
    const moved = add(a, d);
    // Rounding of the moved point and of both values, each a few ulps (2⁻⁵³) of numbers up to |a| + |z|.
    const wanted = sub(f.forward(moved), f.forward(a));
    const got = difference(f, a, d);
    for (const [i, v] of wanted.data.entries()) {
      const size = Math.max(1, Math.abs(points[i]!), Math.abs(f.forward(a).data[i]!));
      expect(Math.abs(got.data[i]! - v), `at ${points[i]!}`).toBeLessThanOrEqual(4e-15 * size);
    }
  });

  it('keeps its digits for small d: it is nearly in proportion to d', () => {
    // Away from kinks, and where d = 2⁻³⁰ moves nothing but the first order: curvature is 1e-9 of it.
    const away = matrix(
      points.map((v) =>
        Math.abs(v) < 1e-2 || Math.abs(v) > 20 || Math.abs(Math.abs(v) - 3) < 0.1 ? 0.7 : v,
      ),
    );
    const d = (scale: number): Tensor => matrix(points.map((_, i) => ((i % 3) - 0.5) * scale));
    const [large, small] = [difference(f, away, d(2 ** -30)), difference(f, away, d(2 ** -31))];
    for (const [i, v] of large.data.entries()) {
      expect(Math.abs(v - 2 * small.data[i]!)).toBeLessThanOrEqual(2e-8 * 2 ** -30 + 4e-9 * Math.abs(v));
    }
  });
});
