import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Checks } from '../packed/checks.ts';
import type { Registry } from './registry.ts';

/** What every scenario of a rehearsal works with. */
export interface Scene {
  readonly checks: Checks;
  readonly registry: Registry;
  /** The folder in which each scenario makes one of its own. */
  readonly folder: string;
  /** A stranger's environment: the registry, Node, npm, and nothing of this repository. */
  readonly env: NodeJS.ProcessEnv;
  /** The `bin` folder with the globally installed `bilayer`. */
  readonly bin: string;
}

/** Makes the empty folder `name` of a scenario; with a manifest in it unless `bare`. */
export function emptyFolder({ folder }: Scene, name: string, bare = false): string {
  const path = join(folder, name.replaceAll(/[@/]/g, '-'));
  mkdirSync(path, { recursive: true });
  if (!bare) writeFileSync(join(path, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  return path;
}

/** Runs one check and says how long it took. False when it failed. */
export async function timed(
  checks: Checks,
  name: string,
  body: () => Promise<string | undefined>,
): Promise<boolean> {
  let holds = false;
  await checks.check(name, async () => {
    const start = performance.now();
    const words = await body();
    holds = true;
    return [words, `${((performance.now() - start) / 1000).toFixed(1)} s`].filter(Boolean).join(', ');
  });
  return holds;
}
