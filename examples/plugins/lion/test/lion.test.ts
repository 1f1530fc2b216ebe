import { fromArray } from '@bilayer/tensor';
import { optimizerCases } from '@bilayer/testing';
import assert from 'node:assert/strict';
import test from 'node:test';
import { lion } from '../src/index.ts';

for (const { name, run } of optimizerCases(lion)) await test(name, run);
for (const { name, run } of optimizerCases(lion({ weightDecay: 0.1 })))
  await test(`weight decay: ${name}`, run);

await test('moves every weight by the rate, however steep the slope', () => {
  const optimizer = lion({ lr: 0.25 });
  const params = { W: fromArray([1, 1, 1]) };
  const grads = { W: fromArray([1e-9, -3, 0]) };
  const { params: after } = optimizer.update(params, grads, optimizer.init(params));
  assert.deepEqual([...after.W.data], [0.75, 1.25, 1]);
});
