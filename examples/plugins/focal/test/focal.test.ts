import { crossEntropy } from '@bilayer/losses';
import { fromArray, tensor } from '@bilayer/tensor';
import { lossCases } from '@bilayer/testing';
import assert from 'node:assert/strict';
import test from 'node:test';
import { focal } from '../src/index.ts';

for (const { name, run } of lossCases(focal)) await test(name, run);

await test('is cross-entropy times (1 − p)^γ of the right class', () => {
  const y = fromArray([
    [0.5, 0.25, 0.25],
    [0.25, 0.25, 0.5],
  ]);
  const t = tensor(Int32Array.of(0, 1));
  const [sure = NaN, unsure = NaN] = crossEntropy.perRow(y, t).data;
  // 0.5² and 0.75² are exact, and so is multiplying by them up to one rounding.
  assert.deepEqual([...focal.perRow(y, t).data], [sure * 0.25, unsure * 0.5625]);
});

await test('refuses a gamma below 1', () => {
  const y = fromArray([[0.5, 0.5]]);
  assert.throws(() => focal.with({ gamma: 0.5 }).perRow(y, y), { code: 'BAD_SETTING' });
});
