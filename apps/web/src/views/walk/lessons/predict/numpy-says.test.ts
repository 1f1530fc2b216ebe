import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { broadcastError, dotError } from './numpy-says.ts';

const hasNumpy: boolean = spawnSync('python3', ['-c', 'import numpy']).status === 0;

it.skipIf(!hasNumpy)('says what NumPy says where shapes do not fit', () => {
  const program = `
import numpy as np
def said(f):
    try: f()
    except ValueError as e: print('ValueError: ' + str(e).strip())
one = lambda *shape: np.ones(shape)
said(lambda: np.dot(one(5, 4), one(5, 4)))
said(lambda: np.dot(one(2, 4), one(5, 2)))
said(lambda: one(5, 2) * one(2, 4))
said(lambda: one(5, 3) / one(5))
`;
  const { stdout } = spawnSync('python3', ['-c', program], { encoding: 'utf8' });
  expect(stdout.trim().split('\n')).toEqual([
    dotError([5, 4], [5, 4]),
    dotError([2, 4], [5, 2]),
    broadcastError([5, 2], [2, 4]),
    broadcastError([5, 3], [5]),
  ]);
});
