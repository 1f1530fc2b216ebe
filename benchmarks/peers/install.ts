import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packAll } from '../../scripts/packed/pack.ts';
import { run } from '../../scripts/packed/shell.ts';

const here = import.meta.dirname;
const ours = join(here, 'ours');

/** Installs the peers from the lockfile, in this folder. What cannot be installed is left out. */
export function installPeers(): void {
  run('pnpm', ['install', '--frozen-lockfile', '--ignore-scripts'], { cwd: here });
}

/** Builds and packs our packages and installs the tarballs in `ours`, so that what is timed is what a user gets. */
export function installOurs(): void {
  const folder = mkdtempSync(join(tmpdir(), 'bilayer-packed-'));
  try {
    const packed = packAll(folder);
    const dependencies = Object.fromEntries(
      packed.map(({ manifest: { name }, tarball }) => [name, `file:${tarball}`]),
    );
    for (const name of readdirSync(ours)) {
      if (/^(package.*\.json|node_modules)$/.test(name)) rmSync(join(ours, name), { recursive: true });
    }
    mkdirSync(ours, { recursive: true });
    writeFileSync(
      join(ours, 'package.json'),
      JSON.stringify({ private: true, type: 'module', dependencies }),
    );
    run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: ours });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
