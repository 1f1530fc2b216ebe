import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { WORK } from './work.ts';

it('knows the members of a Work in their order', () => {
  const source = readFileSync(join(import.meta.dirname, '../../assembly/numerical/work.ts'), 'utf8');
  expect([...source.matchAll(/^ {2}(\w+): (i32|usize);/gm)].map(([, name]) => name)).toEqual(WORK);
});
