import { tensor } from '@bilayer/tensor';
import { activationCases } from '@bilayer/testing';
import assert from 'node:assert/strict';
import test from 'node:test';
import { polyline } from '../src/index.ts';

const hat = polyline.with({ x: [-1, 0, 1], y: [0, 1, 0] });

for (const f of [polyline, hat]) {
  for (const { name, run } of activationCases(f)) await test(`${JSON.stringify(f.config)}: ${name}`, run);
}

await test('goes through its corners and on beyond them', () => {
  const a = tensor(Float64Array.of(-2, -1, 0, 0.5, 1, 3));
  assert.deepEqual([...hat.forward(a).data], [-1, 0, 1, 0.5, 0, -2]);
  assert.deepEqual(hat.kinks, [0]);
});
