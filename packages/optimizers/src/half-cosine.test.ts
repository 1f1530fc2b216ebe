import { expect, it } from 'vitest';
import { halfCosine } from './half-cosine.ts';

it('is ½(1 + cos πt), and exact at its ends and its middle', () => {
  expect([halfCosine(0), halfCosine(1)]).toEqual([1, 0]);
  // ½(1 + Math.cos(πt)) is itself off by up to 2e-16: the rounded argument, the cosine, the sum.
  let worst = 0;
  for (let k = 0; k <= 100_000; k++) {
    const t = k / 100_000;
    worst = Math.max(worst, Math.abs(halfCosine(t) - (1 + Math.cos(Math.PI * t)) / 2));
  }
  expect(worst).toBeLessThan(4.5e-16);
});

it('keeps its relative precision where it is small, as sin² does', () => {
  for (const t of [0.999, 0.999999, 1 - 2 ** -40]) {
    const sine = Math.sin((Math.PI / 2) * (1 - t));
    expect(halfCosine(t)).toBeAllClose(sine * sine, { rtol: 1e-15 });
  }
});

it('never rises', () => {
  const values = Array.from({ length: 100_001 }, (_, k) => halfCosine(k / 100_000));
  expect(values.findIndex((value, k) => value >= (values[k - 1] ?? Infinity))).toBe(-1);
});
