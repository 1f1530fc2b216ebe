import { Decimal } from 'decimal.js';
import { expect, it } from 'vitest';
import { sincos } from './sincos.ts';

const Precise = Decimal.clone({ precision: 40 });

/** The binary number itself, to 2⁻⁸⁰; `new Decimal(value)` would take its shortest decimal form instead. */
function exact(value: number): Decimal {
  return new Precise(BigInt(Math.trunc(value * 2 ** 80)).toString()).div(new Precise(2).pow(80));
}

it('sincos is within 2.3e-16 of the true values, by 40-digit arithmetic', () => {
  let worst = 0;
  const points = Array.from({ length: 400 }, (_, i) => (i - 200) * 0.0617 + (i % 7) * 1e-5);
  for (const x of [...points, ...points.map((x) => x * 80), 0, Math.PI / 2, Math.PI, 2 * Math.PI, 1000]) {
    const { sin, cos } = sincos(x);
    worst = Math.max(
      worst,
      exact(x).sin().minus(exact(sin)).abs().toNumber(),
      exact(x).cos().minus(exact(cos)).abs().toNumber(),
    );
  }
  expect(worst).toBeLessThan(2.3e-16); // 2 units in the last place of numbers just below 1
});

it('sincos is exact where it can be', () => {
  expect(sincos(0)).toEqual({ sin: 0, cos: 1 });
  expect(sincos(1e-300).sin).toBe(1e-300);
});
