import { defineActivation, type Activation } from '@bilayer/activations';
import { add, div, mul, sqrt, type Tensor } from '@bilayer/tensor';
import { describe, it } from 'vitest';
import { expectFailure } from '../failures.testing.ts';
import { activationCases } from '../index.ts';

/** (a + √(a² + 4)) / 2: smooth, and right; each broken activation does something else in one place. */
export const squareplus = (a: Tensor): Tensor => mul(0.5, add(a, sqrt(add(mul(a, a), 4))));
/** Its derivative. */
export const slope = (a: Tensor): Tensor => mul(0.5, add(1, div(a, sqrt(add(mul(a, a), 4)))));

type Definition = Parameters<typeof defineActivation>[0];

export function define(parts: Partial<Definition>): Activation {
  return defineActivation({ name: 'mine', forward: squareplus, ...parts } as Definition);
}

/** An object of the form of the contract, written by hand. */
export function handmade(parts: Partial<Activation>): Activation {
  const made: Activation = { ...define({}), with: () => made, ...parts };
  return made;
}

/** What is broken, the activation, the law that must break, what that says, and which other laws may break. */
export type Broken = readonly [string, Activation, string, RegExp, (readonly string[] | 'any')?];

export function breaks(all: readonly Broken[]): void {
  describe('a broken activation breaks the law that says so', () => {
    for (const [what, plugin, law, says, others] of all) {
      it(what, () => expectFailure(activationCases(plugin), law, says, others));
    }
  });
}
