import { matmul, tensor } from '@bilayer/tensor';
import { expect, it } from 'vitest';
import { dotText, elementOf, productText } from './sum-text.ts';

it('writes a row times a column out', () => {
  const A = tensor(Float64Array.of(1.5, 2, 0.25, -3), [2, 2]);
  const B = tensor(Float64Array.of(1, -0.5, 4, 8), [2, 2]);
  const C = matmul(A, B);
  // [1.5·1 + 2·4, …; …, 0.25·(−0.5) − 3·8], by hand.
  expect(dotText(A, B, [0, 0], elementOf(C, 0, 0))).toBe('1.5000 · 1 + 2 · 4 = 9.5000');
  expect(dotText(A, B, [1, 1], elementOf(C, 1, 1) + 1, 1)).toBe(
    '0.2500 · (-0.5000) + (-3) · 8 + 1 = -23.1250',
  );
  expect(productText(-0.5, 8, -4)).toBe('(-0.5000) · 8 = -4');
  // A row of numbers has one row, whichever is asked for.
  expect(elementOf(tensor(Float64Array.of(5, 6)), 3, 1)).toBe(6);
});
