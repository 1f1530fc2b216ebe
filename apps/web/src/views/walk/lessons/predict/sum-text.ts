import type { Tensor } from '@bilayer/tensor';
import { show } from '../../format.ts';

const factor = (x: number): string => (x < 0 ? `(${show(x)})` : show(x));

/** The element of a matrix, or of a row of numbers. */
export function elementOf({ data, shape }: Tensor, row: number, column: number): number {
  return data[shape.length < 2 ? column : row * (shape[1] ?? 1) + column] ?? NaN;
}

/** How cell [row, column] of A · B (+ b) comes about, written out: `1.4 · 0.88 + 0.2 · (-0.3) + 0 = 1.17`. */
export function dotText(
  A: Tensor,
  B: Tensor,
  [row, column]: readonly [number, number],
  result: number,
  bias?: number,
): string {
  const products = Array.from(
    { length: A.shape[1] ?? 0 },
    (_, k) => `${factor(elementOf(A, row, k))} · ${factor(elementOf(B, k, column))}`,
  );
  return `${[...products, ...(bias === undefined ? [] : [factor(bias)])].join(' + ')} = ${show(result)}`;
}

/** The same for the product of two cells. */
export function productText(a: number, b: number, result: number): string {
  return `${factor(a)} · ${factor(b)} = ${show(result)}`;
}
