/** 2²⁷ + 1, Veltkamp's constant: it splits a float64 into two halves of at most 26 bits. */
const SPLITTER = 134217729;

/**
 * a · b − product, exactly, where `product` is the rounded a · b: what rounding lost. Needs |a|, |b| < 2⁹⁹⁶
 * and a product whose last bit is not subnormal.
 *
 * Source: T. J. Dekker, "A floating-point technique for extending the available precision", Numerische
 * Mathematik 18 (1971).
 */
export function productError(a: number, b: number, product: number): number {
  const aScaled = a * SPLITTER;
  const aHigh = aScaled - (aScaled - a);
  const aLow = a - aHigh;
  const bScaled = b * SPLITTER;
  const bHigh = bScaled - (bScaled - b);
  const bLow = b - bHigh;
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}
