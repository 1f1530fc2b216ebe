import { spawnSync } from 'node:child_process';
import { tensor } from '@bilayer/tensor';
import { expect, it } from 'vitest';
import { visits, walkListing } from './walker.ts';

const x = tensor(
  Float64Array.from({ length: 8 }, (_, i) => i),
  [2, 4],
);
const hasNumpy: boolean = spawnSync('python3', ['-c', 'import numpy']).status === 0;

it.skipIf(!hasNumpy)('visits what NumPy visits, and stops where NumPy stops', () => {
  for (const isRange of [false, true]) {
    const program = `import numpy as np
x = np.arange(8).reshape(2, 4)
try:
${walkListing(isRange)
  .python.map((line) => `    ${line}`)
  .join('\n')}
except IndexError as error:
    print(idx, f'IndexError: {error}')
`;
    const { stdout } = spawnSync('python3', ['-c', program], { encoding: 'utf8' });
    const said = visits(x, isRange).map(({ idx, kind, elements, error }) => {
      const what = { number: elements.join(''), row: `[${elements.join(' ')}]`, error }[kind];
      return `${idx} ${what}`;
    });
    expect(said).toEqual(stdout.trim().split('\n'));
  }
});
