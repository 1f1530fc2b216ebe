import { datasetCases } from '@bilayer/testing';
import assert from 'node:assert/strict';
import test from 'node:test';
import { rings } from '../src/index.ts';

for (const data of [rings(), rings({ classes: 2, points: 10, seed: 7 })]) {
  for (const { name, run } of datasetCases(data)) await test(`${data.classes.length} rings: ${name}`, run);
}

await test('is the same for the same seed, and another for another', () => {
  assert.deepEqual(rings(), rings());
  assert.notDeepEqual(rings({ seed: 1 }).train.features, rings().train.features);
});

await test('puts class c on the circle of radius c + 1', () => {
  const { features, labels } = rings({ noise: 0 }).train;
  for (const [row, label] of labels.entries()) {
    const [x = NaN, y = NaN] = features.subarray(2 * row, 2 * row + 2);
    // A few roundings of numbers of size 3.
    assert.ok(Math.abs(Math.sqrt(x * x + y * y) - (label + 1)) < 1e-14);
  }
});
