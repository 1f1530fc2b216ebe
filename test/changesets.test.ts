import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { checkChangesets, Unchecked } from '../scripts/changesets.ts';

let root: string;

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bilayer-changesets-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' });

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

function commit(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) write(file, text);
  git('add', '--all');
  git(
    '-c',
    'user.name=t',
    '-c',
    'user.email=t@localhost',
    '-c',
    'commit.gpgSign=false',
    'commit',
    '-qm',
    'c',
  );
}

const manifest = (name: string, version: string, rest: object = {}): string =>
  JSON.stringify({ name, version, files: ['dist', 'templates'], ...rest }, null, 2);

const changeset = (...names: string[]): string =>
  `---\n${names.map((name) => `'${name}': patch\n`).join('')}---\n\nA sentence.\n`;

/** Two packages at 1.0.0, with nothing changed since. */
beforeEach(() => {
  root = temporaryFolder();
  git('init', '-q', '--initial-branch=main');
  commit({
    '.changeset/config.json': '{}',
    'packages/one/package.json': manifest('@x/one', '0.9.0'),
    'apps/two/package.json': manifest('two', '0.9.0'),
    'packages/one/src/index.ts': '1',
  });
  commit({
    'packages/one/package.json': manifest('@x/one', '1.0.0'),
    'apps/two/package.json': manifest('two', '1.0.0'),
  });
});

describe('against the last release', () => {
  it('finds nothing where nothing changed, and says of whom', () => {
    expect(checkChangesets(root)).toEqual({ missing: new Map(), named: [], unchanged: ['@x/one', 'two'] });
  });

  it('wants a changeset that names the package, not just any', () => {
    commit({ 'packages/one/src/index.ts': '2', '.changeset/a.md': changeset('two') });
    expect(checkChangesets(root).missing).toEqual(new Map([['@x/one', ['packages/one/src/index.ts']]]));
    commit({ '.changeset/b.md': changeset('two', '@x/one') });
    expect(checkChangesets(root)).toMatchObject({
      missing: new Map(),
      named: ['@x/one'],
      unchanged: ['two'],
    });
  });

  it('sees what is not committed, what is new, what is deleted, and folders that are published as they are', () => {
    rmSync(join(root, 'packages/one/src/index.ts'));
    write('packages/one/src/new.ts', '1');
    write('apps/two/templates/a.txt', '1');
    expect(checkChangesets(root).missing).toEqual(
      new Map([
        ['@x/one', ['packages/one/src/index.ts', 'packages/one/src/new.ts']],
        ['two', ['apps/two/templates/a.txt']],
      ]),
    );
  });

  it('leaves out tests, READMEs, devDependencies and scripts, and no other field of a manifest', () => {
    commit({
      'packages/one/src/index.test.ts': '1',
      'packages/one/src/fixtures/a.json': '1',
      'packages/one/README.md': '1',
      'packages/one/package.json': manifest('@x/one', '1.0.0', { devDependencies: { a: '1' }, scripts: {} }),
    });
    expect(checkChangesets(root).missing).toEqual(new Map());
    commit({ 'packages/one/package.json': manifest('@x/one', '1.0.0', { dependencies: { a: '1' } }) });
    expect([...checkChangesets(root).missing.keys()]).toEqual(['@x/one']);
  });

  it('counts a package that was never released as changed, and leaves out private ones', () => {
    commit({
      'packages/new/package.json': manifest('@x/new', '0.0.0'),
      'packages/own/package.json': manifest('@x/own', '0.0.0', { private: true }),
    });
    expect(checkChangesets(root).missing).toEqual(new Map([['@x/new', ['never released']]]));
  });
});

describe('against a branch', () => {
  it('wants a changeset that is new since then', () => {
    commit({ 'packages/one/src/index.ts': '2', '.changeset/a.md': changeset('@x/one') });
    git('switch', '-q', '-c', 'work');
    expect(checkChangesets(root, 'main').unchanged).toEqual(['@x/one', 'two']);
    commit({ 'packages/one/src/index.ts': '3' });
    expect([...checkChangesets(root, 'main').missing.keys()]).toEqual(['@x/one']);
    write('.changeset/b.md', changeset('@x/one'));
    expect(checkChangesets(root, 'main').named).toEqual(['@x/one']);
  });
});

describe('where history is missing', () => {
  it('says so instead of passing', () => {
    commit({ 'packages/one/src/index.ts': '2' });
    const whole = root;
    root = temporaryFolder();
    execFileSync('git', ['clone', '-q', '--depth=1', `file://${whole}`, root]);
    expect(() => checkChangesets(root)).toThrow(/two@1\.0\.0|@x\/one@1\.0\.0/);
    expect(() => checkChangesets(root)).toThrow(Unchecked);
    expect(() => checkChangesets(root, 'other')).toThrow(/no such commit here/);
    git('fetch', '-q', '--unshallow');
    expect([...checkChangesets(root).missing.keys()]).toEqual(['@x/one']);
  });

  it('says so where there is no repository', () => {
    rmSync(join(root, '.git'), { recursive: true });
    expect(() => checkChangesets(root)).toThrow(/no git repository/);
  });
});
