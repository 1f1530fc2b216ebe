/**
 * Rehearses a release on this machine: `pnpm release:rehearse`. A copy of the checkout is versioned, built and published to a
 * registry on loopback; then all that users do is done from that registry in empty folders; then a second version with a
 * breaking change of the contracts is published, and must refuse what was built against the first. The working tree stays as
 * it was, and nothing is published anywhere else.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Checks } from './packed/checks.ts';
import { installAlone, runReadme } from './rehearsal/alone.ts';
import {
  breakContracts,
  PLUGIN,
  publishPlugin,
  rehearseAccepted,
  rehearseRefused,
} from './rehearsal/breaking.ts';
import { copyCheckout, stateOfCheckout } from './rehearsal/checkout.ts';
import { installCommand, rehearseCommand } from './rehearsal/command.ts';
import { rehearseCreate } from './rehearsal/create.ts';
import { startRegistry } from './rehearsal/registry.ts';
import { build, changesetsOf, publish, version, type Versions } from './rehearsal/release.ts';
import { timed, type Scene } from './rehearsal/scene.ts';
import { killAll, maintainersEnvironment, strangersEnvironment } from './rehearsal/shell.ts';
import { rehearseStranger } from './rehearsal/stranger.ts';

/** How many scenarios run beside one another. Each spends half its time waiting for npm. */
const ABREAST = 3;

const started = performance.now();
const folder = mkdtempSync(join(tmpdir(), 'bilayer-rehearsal-'));
const checks = new Checks();

/** A step without which the rest makes no sense. */
async function must(name: string, body: () => Promise<string | undefined>): Promise<void> {
  if (!(await timed(checks, name, body))) throw new Error(`no rehearsal without it: ${name}`);
}

async function abreast(tasks: readonly (() => Promise<unknown>)[]): Promise<void> {
  const left = [...tasks];
  const work = async (): Promise<void> => {
    for (let task = left.shift(); task !== undefined; task = left.shift()) await task();
  };
  await Promise.all(Array.from({ length: ABREAST }, work));
}

async function rehearse(): Promise<void> {
  const registry = await startRegistry(join(folder, 'registry'));
  const maintainer = maintainersEnvironment(registry.userconfig);
  const copy = join(folder, 'checkout');
  mkdirSync(copy);
  const before = await stateOfCheckout(process.env);
  let versions: Versions = new Map();
  let released: Versions = new Map();

  const release = async (name: string): Promise<void> => {
    await must('turns the pending changesets into versions and changelogs', async () => {
      const pending = changesetsOf(copy).length;
      versions = await version(copy, maintainer);
      return pending === 0 ? 'no changeset is pending: the versions as they are' : listOf(versions);
    });
    await must('builds every package', async () => {
      await build(copy, maintainer);
      return undefined;
    });
    await must(`publishes to ${registry.url}`, async () => {
      const fresh = [...versions].filter(([one, is]) => released.get(one) !== is).length;
      const count = await publish(copy, registry, join(folder, name), maintainer);
      if (count !== fresh) throw new Error(`${count} packages, and ${fresh} have a new version`);
      released = versions;
      return `${count} packages`;
    });
  };

  await must('copies the checkout and installs its dependencies', () => copyCheckout(copy, process.env));
  await release('first');

  const env = strangersEnvironment(registry.userconfig, join(folder, 'npm-cache'));
  const first: Scene = {
    checks,
    registry,
    folder: join(folder, 'first-users'),
    env,
    bin: join(folder, 'global/bin'),
  };
  const names = [...versions.keys()];
  await must('installs bilayer globally', async () => {
    mkdirSync(first.folder);
    await installCommand(first);
    return undefined;
  });
  await publishPlugin(first, versions);
  const plugins = [PLUGIN];
  await abreast([
    async () => {
      const published = await rehearseStranger(first);
      if (published !== undefined) plugins.push(published);
    },
    () => rehearseCommand(first, versions.get('bilayer') ?? ''),
    ...['loss', 'optimizer', 'dataset'].map((kind) => () => rehearseCreate(first, kind)),
    ...names.map((name) => () => rehearseAlone(first, name)),
    () => rehearseAccepted(first),
  ]);

  await must('makes a breaking change of the contracts', () => breakContracts(copy, maintainer));
  await release('second');
  const second: Scene = { ...first, folder: join(folder, 'second-users') };
  await must('brings the global bilayer up to date', async () => {
    mkdirSync(second.folder);
    await installCommand(second);
    return undefined;
  });
  await rehearseRefused(second, plugins);
  await timed(checks, 'every package of the second version alone: its closed list, each once', async () => {
    await abreast(names.map((name) => () => installAlone(second, name)));
    return undefined;
  });

  await checks.check('the working tree is as it was', async () => {
    const after = await stateOfCheckout(process.env);
    const changed = [
      ...before.filter((line) => !after.includes(line)).map((line) => `- ${line}`),
      ...after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`),
    ];
    if (changed.length > 0) throw new Error(`changed meanwhile:\n${changed.join('\n')}`);
  });
  registry.stop();
}

/** The packages of each version: `12 at 0.1.0` when it is one. */
function listOf(versions: Versions): string {
  const names = (version: string): string[] =>
    [...versions.keys()].filter((name) => versions.get(name) === version);
  const all = [...new Set(versions.values())];
  if (all.length === 1) return `${versions.size} at ${all.join()}`;
  return all.map((version) => `${version}: ${names(version).join(' ')}`).join('; ');
}

async function rehearseAlone(scene: Scene, name: string): Promise<void> {
  let at = '';
  const arrived = await timed(checks, `${name} alone: its closed list, each once`, async () => {
    at = await installAlone(scene, name);
    return undefined;
  });
  if (!arrived || !name.startsWith('@bilayer/')) return;
  await timed(checks, `${name}: the programs in its README`, () => runReadme(scene, at, name));
}

/** Ends what is running and removes the folder; the registry ends with this process. */
function leave(): void {
  killAll();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    leave();
    process.exit(130);
  });
}

try {
  await rehearse();
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  leave();
}
const seconds = Math.round((performance.now() - started) / 1000);
if (!checks.end()) process.exitCode = 1;
console.log(`${seconds} s`);
process.exit();
