import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, packageOf, type Import } from './imports.ts';
import { apps, filesBelow, packages } from '../scripts/workspace.ts';

/**
 * What each package may depend on: the whole list, own and others' alike. A package stands below those that name it, so
 * arrows point down only.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  tensor: [],
  formats: [],
  datasets: [],
  gradient: ['@bilayer/tensor'],
  activations: ['@bilayer/tensor'],
  losses: ['@bilayer/tensor'],
  optimizers: ['@bilayer/tensor'],
  models: [
    '@bilayer/activations',
    '@bilayer/formats',
    '@bilayer/gradient',
    '@bilayer/losses',
    '@bilayer/tensor',
  ],
  training: [
    '@bilayer/datasets',
    '@bilayer/formats',
    '@bilayer/gradient',
    '@bilayer/models',
    '@bilayer/optimizers',
    '@bilayer/tensor',
  ],
  wasm: [
    '@bilayer/activations',
    '@bilayer/datasets',
    '@bilayer/gradient',
    '@bilayer/losses',
    '@bilayer/models',
    '@bilayer/optimizers',
    '@bilayer/tensor',
    '@bilayer/training',
  ],
};

/** Only these files may use Node's own modules: the packages run in browsers too. */
const nodeEntries = ['packages/datasets/src/node/'];

const isTest = (file: string): boolean => /\.(test|testing)\.ts$/.test(file);

function importsBelow(directory: string, tests: boolean): Import[] {
  return filesBelow(`${directory}/src`, /\.ts$/)
    .filter((file) => isTest(file) === tests)
    .flatMap(importsOf);
}

const isRelative = ({ specifier }: Import): boolean => specifier.startsWith('.');
const isNode = ({ specifier }: Import): boolean => specifier.startsWith('node:');
const show = ({ file, specifier }: Import): string => `${file} → ${specifier}`;

it('states the dependencies of every package, each below the packages that use it', () => {
  expect(packages.map(({ directory }) => directory)).toEqual(
    Object.keys(allowed)
      .map((name) => `packages/${name}`)
      .sort(),
  );
  const names = Object.keys(allowed).map((name) => `@bilayer/${name}`);
  for (const [at, dependencies] of Object.values(allowed).entries()) {
    expect(names.slice(0, at)).toEqual(expect.arrayContaining([...dependencies]));
  }
});

describe.each(packages)('$directory', ({ directory, manifest }) => {
  const mayUse = allowed[directory.replace('packages/', '')] ?? [];
  const sources = importsBelow(directory, false);
  const foreign = sources.filter((found) => !isRelative(found) && !isNode(found));

  it('lists exactly the dependencies that are allowed', () => {
    expect(Object.keys(manifest.dependencies ?? {}).sort()).toEqual(mayUse);
  });

  it('imports exactly its dependencies', () => {
    const used = new Set(foreign.map(({ specifier }) => packageOf(specifier)));
    expect([...used].sort()).toEqual(mayUse);
  });

  it('stays inside its own folder', () => {
    const outside = sources
      .filter(isRelative)
      .filter(
        ({ file, specifier }) => !normalize(join(dirname(file), specifier)).startsWith(`${directory}/src/`),
      );
    expect(outside.map(show)).toEqual([]);
  });

  it("imports no test's file", () => {
    expect(sources.filter(({ specifier }) => isTest(specifier)).map(show)).toEqual([]);
  });

  it('uses modules of Node only where it says so', () => {
    const elsewhere = sources
      .filter(isNode)
      .filter(({ file }) => !nodeEntries.some((at) => file.startsWith(at)));
    expect(elsewhere.map(show)).toEqual([]);
  });
});

it('lets no package, and no test of one, import an app', () => {
  const names = apps.map(({ manifest }) => manifest.name);
  const found = packages
    .flatMap(({ directory }) => [...importsBelow(directory, false), ...importsBelow(directory, true)])
    .filter(({ specifier }) => names.includes(packageOf(specifier)) || specifier.includes('/apps/'));
  expect(found.map(show)).toEqual([]);
});

describe.each(apps)('$directory', ({ directory, manifest }) => {
  it('imports exactly its dependencies', () => {
    const used = importsBelow(directory, false)
      .filter((found) => !isRelative(found) && !isNode(found))
      .map(({ specifier }) => packageOf(specifier));
    expect([...new Set(used)].sort()).toEqual(Object.keys(manifest.dependencies ?? {}).sort());
  });
});

describe('packages/models', () => {
  const sources = importsBelow('packages/models', false);

  it('takes activations and losses as values in book.ts alone', () => {
    const wired = sources.filter(
      ({ specifier, typeOnly }) =>
        !typeOnly && ['@bilayer/activations', '@bilayer/losses'].includes(packageOf(specifier)),
    );
    expect(new Set(wired.map(({ file }) => file))).toEqual(new Set(['packages/models/src/book.ts']));
  });

  it('has no other file that imports book.ts', () => {
    expect(sources.filter(({ specifier }) => specifier.endsWith('/book.ts')).map(show)).toEqual([]);
  });
});
