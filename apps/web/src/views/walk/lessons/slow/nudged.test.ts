import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { tensor, type Tensor } from '@bilayer/tensor';
import { expect, it } from 'vitest';
import { forward } from '../../net/pass.ts';
import { smallNet } from '../../net/small.ts';
import { nudgedListing } from './nudged-listing.ts';
import { nudged } from './nudged.ts';

const H = 1e-4;
const { net, x } = smallNet(3);
const known = { x, ...forward(net.params, x), W2: net.params.W2 };

/** The whole pass with W1[i, j] moved by h. */
function whole(i: number, j: number, h: number): Tensor {
  const W1 = net.params.W1.data.slice();
  W1[4 * i + j] = (W1[4 * i + j] ?? NaN) + h;
  return net.predict(x, { ...net.params, W1: tensor(W1, [2, 4]) });
}

it('gives by the short way what the whole pass gives', () => {
  for (const h of [H, -H]) {
    for (const [i, j] of [
      [0, 0],
      [1, 3],
    ] as const) {
      // Probabilities below 1: a few roundings of 1e-16.
      expect(nudged(known, i, j, h)).toBeAllClose(whole(i, j, h), { rtol: 0, atol: 1e-15 });
      expect(nudged(known, i, j, h).data).not.toEqual(known.y.data);
    }
  }
});

const hasNumpy: boolean = spawnSync('python3', ['-c', 'import numpy']).status === 0;

it.skipIf(!hasNumpy)('does so in Python', () => {
  const array = (a: Tensor): string =>
    `np.array(${JSON.stringify(Array.from(a.data))}).reshape(${a.shape.join()})`;
  const { a1, z1, a2, W2 } = known;
  const program = `
import json, numpy as np
from nudged import nudged
print(json.dumps(nudged(${[x, a1, z1, a2, W2].map(array).join()}, 1, 3, 1e-4).ravel().tolist()))
`;
  const { stdout, stderr } = spawnSync('python3', ['-c', program], {
    cwd: import.meta.dirname,
    env: {
      ...process.env,
      PYTHONDONTWRITEBYTECODE: '1',
      PYTHONPATH: join(import.meta.dirname, '../../code'),
    },
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toBeAllClose(Array.from(whole(1, 3, H).data), { rtol: 0, atol: 1e-15 });
});

it('is listed whole', () => {
  expect(nudgedListing.python[0]).toMatch(/^def nudged/);
  expect(nudgedListing.typescript[0]).toMatch(/^function nudged/);
  expect(nudgedListing.typescript.at(-1)).toBe('}');
});
