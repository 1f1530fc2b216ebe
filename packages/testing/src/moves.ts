import { mul, tensor, type Tensor } from '@bilayer/tensor';
import type { Check } from './check.ts';
import { within } from './compare.ts';

/** 2⁻³⁶. */
const SMALL = 1 / 68719476736;

/** Moves of x's shape, of both signs and with zeros among them. */
function movesOf({ shape, data }: Tensor, size: number): Tensor {
  return tensor(
    Float64Array.from(data, (_, i) => ((i % 5) - 2) * (size / 2)),
    shape,
  );
}

/** What a `difference` is asked for: moves up to nearly 1/256, and smaller ones. */
export function moves(x: Tensor): readonly Tensor[] {
  return [1 / 257, 1e-4, 1e-7].map((size) => movesOf(x, size));
}

/**
 * Checks that a difference keeps its digits where moves are small: for twice the move it is then twice as large, to about the
 * size of the move. What subtracts nearly equal numbers has no digits left there.
 */
export function checkDigits(check: Check, at: string, x: Tensor, change: (d: Tensor) => Tensor): void {
  const move = movesOf(x, SMALL);
  within(check, change(move), mul(2, change(mul(0.5, move))), (n) => 1e-6 * Math.abs(n) + SMALL * 1e-12, {
    at: `${at} for |d| up to 2⁻³⁶, beside twice that for half of d`,
    advice: 'digits are lost: do not subtract nearly equal numbers, or leave difference out',
  });
}
