import { describe, expect, it } from 'vitest';

import { productError } from './double-double.ts';
import { D, exactly, randomNumbers } from './reference.testing.ts';

describe('productError', () => {
  it('is what rounding a product lost, exactly', () => {
    const random = randomNumbers(3);
    const Long = D.clone({ precision: 120 }); // a product of two float64 of this size has at most 107 digits
    for (let k = 0; k < 500; k++) {
      const a = random() - 0.5;
      const b = 100 * random();
      const product = a * b;
      const lost = new Long(a.toPrecision(100)).times(b.toPrecision(100)).minus(product.toPrecision(100));
      expect(exactly(productError(a, b, product)).eq(lost)).toBe(true);
    }
  });

  it('is 0 for an exact product', () => {
    expect(productError(3, 5, 15)).toBe(0);
    expect(productError(0, 5, 0)).toBe(0);
  });
});
