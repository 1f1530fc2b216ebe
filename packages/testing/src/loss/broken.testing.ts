import { defineLoss, targetValues, type Loss } from '@bilayer/losses';
import { add, log, mean, mul, neg, sizeOf, sub, sum, type Tensor } from '@bilayer/tensor';
import { describe, it } from 'vitest';
import { expectFailure } from '../failures.testing.ts';
import { lossCases, type LossKitOptions } from '../index.ts';

export const difference = (y: Tensor, t: Tensor): Tensor => sub(y, targetValues('mine', y, t));
/** The mean squared error: right; each broken loss does something else in one place. */
export const squared = (y: Tensor, t: Tensor): Tensor =>
  mean(mul(difference(y, t), difference(y, t)), { axis: 1 });
/** Its gradient. */
export const slope = (y: Tensor, t: Tensor): Tensor => mul(difference(y, t), 2 / sizeOf(y.shape));
/** The cross-entropy of probabilities. */
export const entropy = (y: Tensor, t: Tensor): Tensor =>
  neg(sum(mul(targetValues('mine', y, t), log(add(y, 1e-7))), { axis: 1 }));

type Definition = Parameters<typeof defineLoss>[0];

export function define(parts: Partial<Definition>): Loss {
  return defineLoss({ name: 'mine', perRow: squared, ...parts });
}

/** What is broken, the loss, the law that must break, what that says, which others may break, and options. */
export type Broken = readonly [string, Loss, string, RegExp, (readonly string[] | 'any')?, LossKitOptions?];

export function breaks(all: readonly Broken[]): void {
  describe('a broken loss breaks the law that says so', () => {
    for (const [what, loss, law, says, others, options] of all) {
      it(what, () => expectFailure(lossCases(loss, options), law, says, others));
    }
  });
}
