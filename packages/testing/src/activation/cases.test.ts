import type { Activation } from '@bilayer/activations';
import type { Tensor } from '@bilayer/tensor';
import { expect, it } from 'vitest';
import { failuresOf } from '../failures.testing.ts';
import { activationCases } from '../index.ts';

it('reports what is no activation at all', async () => {
  for (const nothing of [undefined, null, 5, 'relu', {}, (a: Tensor) => a]) {
    const failures = await failuresOf(activationCases(nothing as Activation));
    expect(failures['fills the contract']).toMatch(/breaks "fills the contract": .*: expected .*, got .*; /);
  }
});
