import { Decimal } from 'decimal.js';

import { timesPowerOfTwo } from './bits.ts';

/** Decimal arithmetic of 45 digits, some of which the reference functions lose. */
export const D: typeof Decimal = Decimal.clone({ precision: 45, defaults: true });

/** The exact value of a float64 (to 100 digits), where `new Decimal(x)` would take its shortest notation. */
export function exactly(x: number): Decimal {
  return new D(x.toPrecision(100));
}

const view = new DataView(new ArrayBuffer(8));

/** The distance between neighbouring float64 numbers at x (for a power of two: above it). */
function ulp(x: number): number {
  view.setFloat64(0, Math.abs(x));
  const exponent = Math.max(view.getUint32(0) >>> 20, 1);
  // 2^(exponent − 1075), whose bits are those of a normal number or a single bit of a subnormal one
  view.setBigUint64(0, exponent > 52 ? BigInt(exponent - 52) << 52n : 1n << BigInt(exponent - 1));
  return view.getFloat64(0);
}

/** |actual − expected| in units in the last place of the expected value; overflow must match exactly. */
export function ulpError(actual: number, expected: Decimal): number {
  const rounded = expected.toNumber();
  if (!Number.isFinite(actual) || !Number.isFinite(rounded)) return actual === rounded ? 0 : Infinity;
  return exactly(actual)
    .minus(expected)
    .abs()
    .div(exactly(ulp(rounded)))
    .toNumber();
}

/** e^x − 1: the Taylor series where the difference would cancel. */
export function referenceExpm1(x: Decimal): Decimal {
  if (x.abs().gt(0.5)) return x.exp().minus(1);
  let sum = x;
  let term = x;
  for (let n = 2; !term.isZero() && term.e > sum.e - 50; n++) {
    term = term.times(x).div(n);
    sum = sum.plus(term);
  }
  return sum;
}

/** log(1 + x): the Taylor series where digits of x would be lost. */
export function referenceLog1p(x: Decimal): Decimal {
  if (x.abs().gt(0.01)) return x.plus(1).ln();
  let sum = x;
  let power = x;
  for (let n = 2; !power.isZero() && power.e > sum.e - 50; n++) {
    power = power.times(x).neg();
    sum = sum.plus(power.div(n));
  }
  return sum;
}

/** (e^(2x) − 1) / (e^(2x) + 1). */
export function referenceTanh(x: Decimal): Decimal {
  const difference = referenceExpm1(x.times(2));
  return difference.div(difference.plus(2));
}

/** erf x = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (2n + 1)!!, whose terms have one sign (DLMF 7.6.2). */
export function referenceErf(x: Decimal): Decimal {
  const x2 = x.times(x);
  let term = x;
  let sum = x;
  for (let n = 1; !term.isZero() && term.e > sum.e - 50; n++) {
    term = term
      .times(x2)
      .times(2)
      .div(2 * n + 1);
    sum = sum.plus(term);
  }
  return sum.times(2).times(x2.neg().exp()).div(D.acos(-1).sqrt());
}

/** Seeded numbers in [0, 1) with 53 random bits: two draws of Marsaglia's xorshift32. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  const draw = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  return () => ((draw() >>> 5) * 67108864 + (draw() >>> 6)) / 9007199254740992;
}

/** How to draw one argument: from uniform numbers in [0, 1). */
export type Draw = (random: () => number) => number;

/** Uniform in [low, high). */
export function uniform(low: number, high: number): Draw {
  return (random) => low + (high - low) * random();
}

/** ±(1 + u) · 2ⁿ for an integer low ≤ n < high: magnitudes spread over all scales, both signs. */
export function spread(low: number, high: number): Draw {
  return (random) => {
    const magnitude = timesPowerOfTwo(1 + random(), low + Math.floor((high - low) * random()));
    return random() < 0.5 ? magnitude : -magnitude;
  };
}

/** The largest error of f in ulp over `count` draws, and where it was found. */
export function largestError(
  f: (x: number) => number,
  reference: (x: Decimal) => Decimal,
  draw: Draw,
  count = 500,
): { readonly error: number; readonly at: number } {
  const random = randomNumbers(20240607);
  let worst = { error: 0, at: Number.NaN };
  for (let k = 0; k < count; k++) {
    const x = draw(random);
    const error = ulpError(f(x), reference(exactly(x)));
    if (!(error <= worst.error)) worst = { error, at: x };
  }
  return worst;
}
