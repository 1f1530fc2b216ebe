import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Why the changesets can't be checked, with what to do. */
export class Unchecked extends Error {}

export interface Checked {
  /** Published packages of which something has changed since the base and that no changeset names, with that. */
  readonly missing: ReadonlyMap<string, readonly string[]>;
  /** Changed, and named. */
  readonly named: readonly string[];
  readonly unchanged: readonly string[];
}

interface Published {
  readonly name: string;
  readonly version: string;
  /** Relative to the root. */
  readonly directory: string;
  /** The folders that it is made of: `src`, and what `files` names beside the built `dist`. */
  readonly sources: readonly string[];
}

interface Fields extends Readonly<Record<string, unknown>> {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly files?: readonly string[];
}

/** Of a manifest, what means nothing to whoever installs the package, or is set by its release. */
const ofNoConcern = new Set(['version', 'devDependencies', 'scripts']);

/** What stays here: it neither gets into a tarball nor into the code of one. */
const isTest = (file: string): boolean => /\.(test|testing)\.ts$|\/fixtures\//.test(file);

/**
 * Compares every published package with what it was at a base, and looks for a changeset that names it. The base is where
 * HEAD left `since`, and then the changesets must be new since then too; or, without it, the commit that gave the package its
 * version, and a package at 0.0.0 has never been released and so counts as changed. What is not committed yet counts. Tests
 * and READMEs do not; nor do devDependencies and scripts in a manifest. Throws `Unchecked` where the history is not there.
 */
export function checkChangesets(root: string, since?: string): Checked {
  const git = (...args: string[]): string => {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  };
  const succeeds = (...args: string[]): boolean => {
    try {
      git(...args);
      return true;
    } catch {
      return false;
    }
  };
  if (!succeeds('rev-parse', 'HEAD')) {
    throw new Unchecked(`${root} is no git repository with a commit, so what has changed is not known`);
  }
  const from = since === undefined ? undefined : mergeBase(since);

  function mergeBase(ref: string): string {
    if (!succeeds('rev-parse', '--verify', '--quiet', `${ref}^{commit}`)) {
      throw new Unchecked(`--since ${ref}: there is no such commit here; fetch it first (git fetch origin)`);
    }
    if (succeeds('merge-base', ref, 'HEAD')) return git('merge-base', ref, 'HEAD').trim();
    throw new Unchecked(
      `--since ${ref}: this clone does not reach back to where it and HEAD parted; git fetch --unshallow`,
    );
  }

  /** The commit that gave a package its version. */
  function releaseOf({ name, version, directory }: Published): string {
    const tag = `${name}@${version}`;
    if (succeeds('rev-parse', '--verify', '--quiet', `refs/tags/${tag}`)) return `refs/tags/${tag}`;
    const pickaxe = [
      'log',
      '-1',
      '--format=%H',
      `-S"version": "${version}"`,
      '--',
      `${directory}/package.json`,
    ];
    const commit = git(...pickaxe).trim();
    const boundary = join(git('rev-parse', '--absolute-git-dir').trim(), 'shallow');
    // In a shallow clone the oldest commit seems to add all that there is.
    if (commit !== '' && !(existsSync(boundary) && readFileSync(boundary, 'utf8').includes(commit)))
      return commit;
    throw new Unchecked(
      `${name}: neither the tag ${tag} nor the commit that set this version is in this clone; ` +
        'git fetch --tags --unshallow, or compare with a branch: --since origin/main',
    );
  }

  /** Changed, added and deleted files since `base`, in commits and in the working tree. */
  function changedSince(base: string, paths: readonly string[]): string[] {
    const lines = [
      git('diff', '--name-only', '-z', base, '--', ...paths),
      git('ls-files', '--others', '--exclude-standard', '-z', '--', ...paths),
    ];
    return lines.flatMap((text) => text.split('\0')).filter((file) => file !== '');
  }

  function changesIn(one: Published): string[] {
    if (from === undefined && one.version === '0.0.0') return ['never released'];
    const base = from ?? releaseOf(one);
    const sources = one.sources.map((folder) => `${one.directory}/${folder}`);
    const files = changedSince(base, sources).filter((file) => !isTest(file));
    const path = `${one.directory}/package.json`;
    const before = succeeds('cat-file', '-e', `${base}:${path}`) ? git('show', `${base}:${path}`) : '{}';
    if (concerned(before) !== concerned(readFileSync(join(root, path), 'utf8'))) files.push(path);
    return files;
  }

  const changesets =
    from === undefined
      ? changesetsIn(root)
      : changedSince(from, ['.changeset']).filter(
          (file) => isChangeset(file) && existsSync(join(root, file)),
        );
  const names = new Set(changesets.flatMap((file) => namesIn(readFileSync(join(root, file), 'utf8'))));
  const missing = new Map<string, string[]>();
  const named: string[] = [];
  const unchanged: string[] = [];
  for (const one of publishedIn(root)) {
    const changes = changesIn(one);
    if (changes.length === 0) unchanged.push(one.name);
    else if (names.has(one.name)) named.push(one.name);
    else missing.set(one.name, changes);
  }
  return { missing, named, unchanged };
}

function publishedIn(root: string): Published[] {
  return ['packages', 'apps'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .map((name) => `${folder}/${name}`)
      .map((directory) => ({ directory, ...manifestIn(join(root, directory)) }))
      .filter((manifest) => manifest.private !== true)
      .map(({ name, version, directory, files = [] }) => ({
        name,
        version,
        directory,
        sources: ['src', ...files.filter((file) => file !== 'dist')],
      })),
  );
}

const manifestIn = (folder: string): Fields => {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Fields;
};

/** A manifest without the fields of no concern. */
function concerned(manifest: string): string {
  const fields = Object.entries(JSON.parse(manifest) as Fields).filter(([name]) => !ofNoConcern.has(name));
  return JSON.stringify(fields.sort());
}

const isChangeset = (file: string): boolean => /^\.changeset\/(?!README)[^/]+\.md$/.test(file);

function changesetsIn(root: string): string[] {
  return readdirSync(join(root, '.changeset'))
    .map((name) => `.changeset/${name}`)
    .filter(isChangeset);
}

/** The packages that a changeset names, whatever the size of the change; `none` is one too. */
function namesIn(changeset: string): string[] {
  const [, heading = ''] = /^---\n([^]*?)^---$/m.exec(changeset) ?? [];
  return [...heading.matchAll(/^(['"]?)([^'":]+)\1: *(?:major|minor|patch|none)$/gm)].map(
    (match) => match[2] ?? '',
  );
}
