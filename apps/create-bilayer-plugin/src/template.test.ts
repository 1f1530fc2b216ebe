import { readFileSync } from 'node:fs';
import { expect, describe, it } from 'vitest';
import { kinds, type Kind } from './kinds.ts';
import { own } from './ranges.ts';
import { fill, wordsOf } from './template.ts';

interface Manifest {
  readonly name: string;
  readonly author?: string;
  readonly description: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const root = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as Manifest;
const allKinds = Object.keys(kinds) as Kind[];
const plan = { identifier: 'softSquare', slug: 'soft-square', packageName: '@me/soft' };
const manifestOf = (kind: Kind, author?: string): Manifest =>
  JSON.parse(fill({ ...plan, kind, author }).get('package.json') ?? '') as Manifest;

describe.each(allKinds)('%s', (kind) => {
  const files = fill({ ...plan, kind });

  it('has all that a package needs', () => {
    expect([...files.keys()].sort()).toEqual([
      '.changeset/config.json',
      '.changeset/first-release.md',
      '.github/workflows/ci.yml',
      '.github/workflows/release.yml',
      '.gitignore',
      'LICENSE',
      'README.md',
      'package.json',
      'src/index.ts',
      'test/laws.test.ts',
      'tsconfig.build.json',
      'tsconfig.json',
    ]);
  });

  it('leaves no name of the template', () => {
    for (const text of files.values()) expect(text).not.toMatch(/pluginName|plugin-name/);
  });

  it('names the plugin, and its package', () => {
    const source = files.get('src/index.ts') ?? '';
    expect(source).toMatch(/^export const softSquare: .* = /m);
    expect(source).toContain("name: 'softSquare'");
    // A data set is not looked up by a model file, and so names no package.
    if (kind !== 'dataset') expect(source).toContain("package: '@me/soft'");
    expect(source.split('\n').length).toBeLessThan(40);
    expect(files.get('.changeset/first-release.md')).toContain("'@me/soft': minor");
    expect(manifestOf(kind)).toMatchObject({ name: '@me/soft' });
  });

  it('asks for the packages that it imports, and needs nothing else to test and build', () => {
    const { peerDependencies, devDependencies } = manifestOf(kind);
    const contract = {
      activation: 'activations',
      loss: 'losses',
      optimizer: 'optimizers',
      dataset: 'datasets',
    };
    const packages = [`@bilayer/${contract[kind]}`, ...(kind === 'optimizer' ? [] : ['@bilayer/tensor'])];
    expect(Object.keys(peerDependencies)).toEqual(packages);
    expect(Object.keys(devDependencies)).toEqual([
      ...packages,
      '@bilayer/testing',
      '@changesets/cli',
      '@types/node',
      'typescript',
    ]);
    for (const name of [...packages, '@bilayer/testing']) expect(own.devDependencies).toHaveProperty(name);
    for (const name of ['@changesets/cli', '@types/node', 'typescript']) {
      expect(devDependencies[name]).toBe(root.devDependencies[name]);
    }
  });

  it('knows the words that are taken', () => {
    expect(wordsOf(kind)).toContain('const');
    expect(wordsOf(kind)).not.toContain('pluginName');
    expect(wordsOf(kind)).not.toContain('Source'); // stands in a comment
  });
});

it('names the author in package.json and LICENSE', () => {
  expect(fill({ ...plan, kind: 'loss' }).get('LICENSE')).toContain('Copyright (c) the authors of @me/soft\n');
  const author = 'Ada "$&" L.';
  expect(fill({ ...plan, kind: 'loss', author }).get('LICENSE')).toContain(`Copyright (c) ${author}\n`);
  expect(manifestOf('loss', author).author).toBe(author);
  expect(manifestOf('loss')).not.toHaveProperty('author');
});
