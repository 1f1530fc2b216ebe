import { describe, expect, it } from 'vitest';
import { datasetCases } from '../../testing/src/index.ts';
import type { Dataset } from './dataset.ts';
import * as entry from './index.ts';
import { smallFiles } from './idx.testing.ts';
import { testRandom } from './toys/random.testing.ts';

const { circles, digits, gaussians, idxDataset, iris, moons, parseCsv, spiral, xor } = entry;
const toy = (make: typeof xor) => (): Dataset => make({ n: 60, random: testRandom(3) });

/** Every function that makes a data set without being given files. */
const builtIns: readonly (readonly [string, () => Dataset | Promise<Dataset>])[] = [
  ['digits', digits],
  ['iris', iris],
  ['xor', toy(xor)],
  ['spiral', toy(spiral)],
  ['circles', toy(circles)],
  ['moons', toy(moons)],
  ['gaussians', toy(gaussians)],
];

it('are all held to the laws', () => {
  // checkDataset and gunzipIfNeeded make none; parseCsv and idxDataset make one of the caller's files.
  const others = ['checkDataset', 'gunzipIfNeeded', 'parseCsv', 'parseCsvRows', 'parseIdx', 'idxDataset'];
  const made = Object.keys(entry).filter((name) => name !== 'DatasetError' && !others.includes(name));
  expect(made.sort()).toEqual(builtIns.map(([name]) => name).sort());
});

const made = await Promise.all(builtIns.map(async ([name, again]) => [name, await again(), again] as const));

describe.each(made)('%s', (_, data, again) => {
  for (const { name, run } of datasetCases(data, { again })) it(name, run);
});

const idx = (): Promise<Dataset> => {
  const { trainImages, trainLabels, testImages, testLabels } = smallFiles;
  return idxDataset({
    trainImages: { name: 'train-images', bytes: trainImages },
    trainLabels: { name: 'train-labels', bytes: trainLabels },
    testImages: { name: 'test-images', bytes: testImages },
    testLabels: { name: 'test-labels', bytes: testLabels },
  });
};
const small = await idx();

describe('IDX files', () => {
  for (const { name, run } of datasetCases(small, { again: idx })) it(name, run);
});

describe('a CSV file', () => {
  const again = (): Dataset => parseCsv('a,b,kind\n1,2,x\n3,1,y\n2,2,x\n0,4,y\n5,1,x\n', { name: 'mine' });
  for (const { name, run } of datasetCases(again(), { again })) it(name, run);
});
