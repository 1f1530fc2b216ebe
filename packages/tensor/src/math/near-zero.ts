/*
 * exp and log of what differs little from 0 and 1: differences of the functions made of them, f(a + d) − f(a) for a small d,
 * need these many times over, and a few terms of a series are all there is to them.
 */

/** eˣ − 1 for |x| ≤ 2⁻⁸: its Taylor polynomial to x⁶, whose next term is below 2⁻⁶⁰ of x. */
export function expm1NearZero(x: number): number {
  const x2 = x * x;
  return x + x2 * (1 / 2 + x * (1 / 6) + x2 * (1 / 24 + x * (1 / 120) + x2 * (1 / 720)));
}

/** ln(1 + x) for |x| ≤ 2⁻⁷: its Taylor polynomial to x⁸, whose next term is below 2⁻⁵⁹ of x. */
export function log1pNearZero(x: number): number {
  const x2 = x * x;
  const tail = 1 / 6 - x * (1 / 7) + x2 * (1 / 8);
  return x - x2 * (1 / 2 - x * (1 / 3) + x2 * (1 / 4 - x * (1 / 5) + x2 * tail));
}
