import * as activations from '@bilayer/activations';
import * as formula from '@bilayer/activations/formula';
import * as datasets from '@bilayer/datasets';
import * as losses from '@bilayer/losses';
import * as optimizers from '@bilayer/optimizers';
import { expect, it } from 'vitest';
import { builtIns, kindFrom, type Kind } from './kinds.ts';

it('takes the names of the kinds, and no other', () => {
  expect(kindFrom('dataset')).toBe('dataset');
  expect(() => kindFrom('toString')).toThrow(expect.objectContaining({ code: 'BAD_KIND' }));
});

const schedules = ['constant', 'stepDecay', 'cosine', 'warmUp'];
/** What a package exports beside its plugins. */
const others = /^(define|formulaTree|targetValues|parse|checkDataset|DatasetError|gunzip|idx)/;

it.each<[Kind, object]>([
  ['activation', { ...activations, ...formula }],
  ['loss', losses],
  ['optimizer', optimizers],
  ['dataset', { ...datasets, mnist: 'loadMnist of @bilayer/datasets/node' }],
])('knows the built-in plugins of the kind %s', (kind, exported) => {
  const names = Object.keys(exported).filter((name) => !others.test(name) && !schedules.includes(name));
  expect([...builtIns[kind]].sort()).toEqual(names.sort());
});
