import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apps, filesBelow, packages, root, type Manifest } from '../scripts/workspace.ts';

const repository = 'git+https://github.com/bilayer-js/bilayer.git';
const published = [...packages, ...apps];

it('lets every package have a version of its own', () => {
  const config = JSON.parse(readFileSync(join(root, '.changeset/config.json'), 'utf8')) as object;
  expect(config).toMatchObject({ access: 'public', baseBranch: 'main' });
  for (const setting of ['fixed', 'linked', 'ignore']) expect(config).not.toHaveProperty(setting);
});

it('publishes what is in packages and apps, except the page, and nothing else', () => {
  expect(packages.filter(({ manifest }) => manifest.private === true)).toEqual([]);
  const manifests = published.map(({ directory }) => `${directory}/package.json`);
  const others = filesBelow('.', /^package\.json$/).filter(
    (file) => !manifests.includes(file) && !file.includes('/templates/'),
  );
  expect(others.filter((file) => file.startsWith('apps/'))).toEqual(['apps/web/package.json']);
  expect(others).toContain('package.json');
  const open = others.filter((file) => {
    return (JSON.parse(readFileSync(join(root, file), 'utf8')) as Manifest).private !== true;
  });
  expect(open).toEqual([]);
});

it('has pnpm check engines against the Node that is installed', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  const settings = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8');
  expect(/^nodeVersion: (.*)$/m.exec(settings)?.[1]).toBe(devDependencies?.['node']);
});

describe.each(published)('$directory', ({ directory, manifest }) => {
  it('says the same of itself as the others', () => {
    expect(manifest).toMatchObject({
      license: 'MIT',
      repository: { type: 'git', url: repository, directory },
      type: 'module',
      engines: { node: '>=20.19' },
      files: directory === 'apps/create-bilayer-plugin' ? ['dist', 'templates'] : ['dist'],
      publishConfig: { access: 'public' },
      scripts: { build: 'tsup --config ../../tsup.config.ts' },
    });
  });

  it('has a README; the LICENSE is the one at the root, which packing adds', () => {
    expect(existsSync(join(root, directory, 'README.md'))).toBe(true);
    expect(existsSync(join(root, 'LICENSE'))).toBe(true);
  });

  it('runs nothing when it is installed', () => {
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare'];
    expect(Object.keys(manifest.scripts ?? {}).filter((name) => hooks.includes(name))).toEqual([]);
  });

  it('takes its neighbours from the workspace', () => {
    for (const [name, range] of Object.entries(manifest.dependencies ?? {})) {
      if (name.startsWith('@bilayer/')) expect(range).toBe('workspace:^');
    }
  });
});

describe.each(packages)('$directory', ({ directory, manifest }) => {
  it('is named after its folder and free of side effects', () => {
    expect(manifest.name).toBe(directory.replace('packages/', '@bilayer/'));
    expect(manifest.sideEffects).toBe(false);
  });

  it('exports its sources here, and the files in dist that become of them when it is published', () => {
    const sources = manifest.exports ?? {};
    expect(Object.keys(manifest.publishConfig?.exports ?? {})).toEqual(Object.keys(sources));
    for (const [path, source] of Object.entries(sources)) {
      expect(existsSync(join(root, directory, source))).toBe(true);
      const name = path === '.' ? 'index' : path.replace('./', '');
      expect(manifest.publishConfig?.exports?.[path]).toEqual({
        types: `./dist/${name}.d.ts`,
        default: `./dist/${name}.js`,
      });
    }
  });
});
