/** Two numbers with the same digits after the point, the length of what they begin with alike, and the digits after it. */
export interface Compared {
  readonly a: string;
  readonly b: string;
  readonly alike: number;
  /** How many digits a subtraction leaves: fewer than follow those alike, where it borrows (1.002 - 0.993 leaves one). */
  readonly left: number;
}

export function compareDigits(a: number, b: number, decimals: number): Compared {
  const [one, other] = [a.toFixed(decimals), b.toFixed(decimals)];
  let alike = 0;
  while (alike < one.length && one[alike] === other[alike]) alike++;
  const units = (text: string): bigint => BigInt(text.replace('.', ''));
  const difference = String(units(one) - units(other)).replace('-', '');
  const left = difference === '0' ? 0 : difference.length;
  return { a: one, b: other, alike, left };
}
