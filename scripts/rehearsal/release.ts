import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commit } from './checkout.ts';
import type { Registry } from './registry.ts';
import { run } from './shell.ts';

/** What is published of a checkout: versions by package name. */
export type Versions = ReadonlyMap<string, string>;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** The folders of the packages in a checkout that are published. */
export function workspacesOf(copy: string): string[] {
  return ['packages', 'apps']
    .flatMap((folder) => readdirSync(join(copy, folder)).map((name) => join(copy, folder, name)))
    .filter((folder) => manifestOf(folder).private !== true);
}

function versionsOf(copy: string): Versions {
  return new Map(
    workspacesOf(copy)
      .map(manifestOf)
      .map(({ name, version }) => [name, version]),
  );
}

/** The pending changesets, by file name. */
export function changesetsOf(copy: string): string[] {
  return readdirSync(join(copy, '.changeset')).filter((name) => name.endsWith('.md') && name !== 'README.md');
}

/**
 * Turns the pending changesets into versions and changelogs. Throws when a changeset is left, and when a package that got
 * a new version does not say so in a changelog of its own.
 */
export async function version(copy: string, env: NodeJS.ProcessEnv): Promise<Versions> {
  const before = versionsOf(copy);
  await run('pnpm', ['changeset', 'version'], { cwd: copy, env });
  const left = changesetsOf(copy);
  if (left.length > 0) throw new Error(`changesets are left: ${left.join(', ')}`);
  for (const folder of workspacesOf(copy)) {
    const { name, version } = manifestOf(folder);
    if (before.get(name) === version) continue;
    const changelog = readFileSync(join(folder, 'CHANGELOG.md'), 'utf8');
    if (!changelog.includes(`\n## ${version}\n`)) throw new Error(`${folder}/CHANGELOG.md: no ${version}`);
  }
  await commit(copy, 'Version packages', env);
  return versionsOf(copy);
}

/** Builds every package. */
export async function build(copy: string, env: NodeJS.ProcessEnv): Promise<void> {
  await run('pnpm', ['build', '--output-logs=errors-only'], { cwd: copy, env });
}

/**
 * Packs what the registry does not have yet and publishes it, by the commands that the release workflow's actions run.
 * Returns the number of packages. Throws, before anything is published, unless the registry is on this machine.
 */
export async function publish(
  copy: string,
  registry: Registry,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const plan = `${folder}-plan.json`;
  await refuseOtherRegistries(copy, registry, env);
  await run('pnpm', ['changeset', 'publish-plan', '--output', plan], { cwd: copy, env });
  await run('pnpm', ['changeset', 'pack', '--from-publish-plan', plan, '--out-dir', folder], {
    cwd: copy,
    env,
  });
  await refuseOtherRegistries(copy, registry, env);
  await run('pnpm', ['changeset', 'publish', '--from-pack-dir', folder], { cwd: copy, env });
  const packed = JSON.parse(readFileSync(join(folder, 'publish-plan.json'), 'utf8')) as { plan: unknown[][] };
  return packed.plan.flat().length;
}

async function refuseOtherRegistries(copy: string, { url }: Registry, env: NodeJS.ProcessEnv): Promise<void> {
  for (const setting of ['registry', '@bilayer:registry']) {
    const { stdout } = await run('pnpm', ['config', 'get', setting], { cwd: copy, env });
    const found = stdout.trim();
    if (found !== url && (setting === 'registry' || found !== 'undefined')) {
      throw new Error(`${setting} is ${found}, not the rehearsal's ${url}: nothing was published`);
    }
  }
  for (const workspace of workspacesOf(copy)) {
    const text = readFileSync(join(workspace, 'package.json'), 'utf8');
    if (text.includes('registry"')) throw new Error(`${workspace}/package.json names a registry`);
  }
}
