import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, packageOf, type Import } from './imports.ts';
import { closedList, dependencies, entries } from '../scripts/closed-lists.ts';
import { apps, filesBelow, packages } from '../scripts/workspace.ts';

/** Only these files may use Node's own modules: the packages run in browsers too. */
const nodeEntries = ['packages/datasets/src/node/'];

/** What a user names on the command line is imported here, by a computed specifier. */
const namedByUsers = 'apps/cli/src/io.ts → url';

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
  const published = [...packages, ...apps].map(({ manifest }) => manifest.name);
  const names = Object.keys(dependencies);
  expect(published.sort()).toEqual([...names].sort());
  for (const [at, list] of Object.values(dependencies).entries()) {
    const own = list.filter((name) => names.includes(name));
    expect(names.slice(0, at)).toEqual(expect.arrayContaining(own));
  }
});

describe.each(Object.keys(dependencies))('closedList(%j)', (name) => {
  it('is its dependencies and what those bring', () => {
    const brought = dependencies[name]?.flatMap((one) => [one, ...closedList(one)]);
    expect(closedList(name)).toEqual([...new Set(brought)].sort());
  });

  it('has no package of others, unless it is a command', () => {
    const foreign = closedList(name).filter((one) => !(one in dependencies));
    expect(foreign.length > 0).toBe(apps.some(({ manifest }) => manifest.name === name));
  });
});

describe.each(packages)('$directory', ({ directory, manifest }) => {
  const mayUse = dependencies[manifest.name] ?? [];
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
  const mayUse = dependencies[manifest.name] ?? [];

  it('lists exactly the dependencies that are allowed', () => {
    expect(Object.keys(manifest.dependencies ?? {}).sort()).toEqual(mayUse);
  });

  it('imports exactly its dependencies', () => {
    const used = importsBelow(directory, false)
      .filter((found) => !isRelative(found) && !isNode(found) && show(found) !== namedByUsers)
      .map(({ specifier }) => packageOf(specifier));
    expect([...new Set(used)].sort()).toEqual(mayUse);
  });
});

it('states what every entry loads', () => {
  const published = packages.flatMap(({ manifest: { name, exports = {} } }) =>
    Object.keys(exports).map((path) => name + path.slice(1)),
  );
  expect(published.sort()).toEqual(Object.keys(entries).sort());
});

describe.each(Object.entries(entries))('%s', (entry, stated) => {
  it('loads exactly what is stated, types left out', () => {
    const at = packages.find(({ manifest }) => manifest.name === packageOf(entry));
    const source = at?.manifest.exports?.[entry.replace(packageOf(entry), '.')] ?? '';
    const files = new Set([normalize(join(at?.directory ?? '', source))]);
    const loaded = new Set<string>();
    for (const file of files) {
      for (const found of importsOf(file).filter(({ typeOnly }) => !typeOnly)) {
        if (isRelative(found)) files.add(normalize(join(dirname(file), found.specifier)));
        else if (!isNode(found)) loaded.add(packageOf(found.specifier));
      }
    }
    expect([...loaded].sort()).toEqual(stated);
  });
});
