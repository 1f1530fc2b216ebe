/** Two numbers with the same digits after the point, the length of what they begin with alike, and the digits after it. */
export interface Compared {
  readonly a: string;
  readonly b: string;
  readonly alike: number;
  /** How many digits of theirs a subtraction leaves. */
  readonly left: number;
}

export function compareDigits(a: number, b: number, decimals: number): Compared {
  const [one, other] = [a.toFixed(decimals), b.toFixed(decimals)];
  let alike = 0;
  while (alike < one.length && one[alike] === other[alike]) alike++;
  const left = one.slice(alike).replace('.', '').length;
  return { a: one, b: other, alike, left };
}
