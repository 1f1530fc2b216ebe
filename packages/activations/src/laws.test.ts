import { readdirSync, readFileSync } from 'node:fs';
import { ones, tensor } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { activationCases } from '../../testing/src/index.ts';
import type { Activation } from './activation.ts';
import * as entry from './index.ts';

const builtIns: [string, Activation][] = Object.entries(entry).flatMap(([name, value]) =>
  'contract' in value ? [[name, value as Activation]] : [],
);

describe('the package', () => {
  it('exports every activation it defines', () => {
    const folder = new URL('.', import.meta.url);
    const defined = readdirSync(folder)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) => [
        ...readFileSync(new URL(file, folder), 'utf8').matchAll(/const (\w+).* = defineActivation\(/g),
      ])
      .map(([, name]) => name);
    expect(defined.length).toBeGreaterThan(16);
    expect(builtIns.map(([name]) => name).sort()).toEqual(defined.sort());
  });

  it('gives every link to one activation', () => {
    const links = builtIns.flatMap(([, { link }]) => link ?? []);
    expect(new Set(links).size).toBe(links.length);
  });
});

describe.each(builtIns)('%s', (name, f) => {
  for (const { name: law, run } of activationCases(f)) it(law, run);

  it('is frozen, and named as it is exported', () => {
    expect(f).toMatchObject({ name, package: '@bilayer/activations' });
    expect(Object.isFrozen(f) && Object.isFrozen(f.config)).toBe(true);
  });

  // An infinite input is no law of the kit: a − a is NaN there. A row with +∞ in it has no limit.
  it('makes no NaN of ±∞', () => {
    const a = tensor(new Float64Array(f.over === 'element' ? [-Infinity, Infinity] : [-Infinity, 0]), [1, 2]);
    const z = f.forward(a);
    const da = f.backward?.(ones([1, 2]), { a, z }) ?? z;
    expect([...z.data, ...da.data]).not.toContainEqual(NaN);
  });
});
