import { tensor } from '@bilayer/tensor';
import { activationCases } from '@bilayer/testing';
import assert from 'node:assert/strict';
import test from 'node:test';
import { squareplus } from '../src/index.ts';

for (const { name, run } of activationCases(squareplus)) await test(name, run);

await test('has the values of the formula', () => {
  // b = 4: ½ (0 + √4) = 1 and ½ (1.5 + √6.25) = 2. At −1e8 the formula itself gives 0; it is b/4/|a| to 16 digits.
  assert.deepEqual([...squareplus.forward(tensor(Float64Array.of(0, 1.5, -1e8))).data], [1, 2, 1e-8]);
});
