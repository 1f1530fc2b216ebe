import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compileKernels } from '../../../../scripts/embed-wasm.ts';
import { unpack } from '../kernels.ts';
import { KERNELS_GZIP_BASE64 } from './kernels.data.ts';
import { WORK } from './work.ts';

it('embeds the kernels that the sources give', async () => {
  const [embedded, made] = [await unpack(KERNELS_GZIP_BASE64), await compileKernels('numerical')];
  expect(Buffer.from(embedded).equals(Buffer.from(made))).toBe(true);
});

it('knows the members of a Work in their order', () => {
  const source = readFileSync(join(import.meta.dirname, '../../assembly/numerical/work.ts'), 'utf8');
  expect([...source.matchAll(/^ {2}(\w+): (i32|usize);/gm)].map(([, name]) => name)).toEqual(WORK);
});
