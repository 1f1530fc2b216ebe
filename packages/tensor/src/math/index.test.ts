import { describe, expect, it } from 'vitest';

import { erf, exp, expm1, log, log1p, pow, tanh } from './index.ts';
import { randomNumbers, spread } from './reference.testing.ts';

/** FNV-1a (32 bits) over the bits of f at 20,000 seeded arguments of all scales. */
function fingerprint(f: (x: number) => number): string {
  const random = randomNumbers(1);
  const draw = spread(-1074, 11);
  const nearOne = spread(-20, 4);
  const view = new DataView(new ArrayBuffer(8));
  let hash = 0x811c9dc5;
  for (let k = 0; k < 20000; k++) {
    view.setFloat64(0, f(k % 2 === 0 ? draw(random) : nearOne(random)));
    if (Number.isNaN(view.getFloat64(0))) view.setBigUint64(0, 0n); // engines choose the bits of NaN
    for (let byte = 0; byte < 8; byte++) hash = Math.imul(hash ^ view.getUint8(byte), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

// The bits are part of the contract: a change here changes what every model with the same seed learns.
describe('the bits of the results', () => {
  it.each([
    ['erf', erf, 'c55ee493'],
    ['exp', exp, 'a85c6296'],
    ['expm1', expm1, 'e2d0062d'],
    ['log', (x: number) => log(Math.abs(x)), 'a6cc5d72'],
    ['log1p', log1p, 'f6f44595'],
    ['pow', (x: number) => pow(Math.abs(x), 0.7 + x), 'dc4f2ef7'],
    ['tanh', tanh, 'ff3c82e6'],
  ])('of %s are what they were', (_, f, expected) => {
    expect(fingerprint(f)).toBe(expected);
  });
});
