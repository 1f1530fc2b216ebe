import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest } from '../workspace.ts';
import type { Packed } from './pack.ts';
import { run } from './shell.ts';
import { typescriptFolder, typescripts } from './types.ts';

/** A clean project in `folder` with all the tarballs and the compilers that users have. Returns its path. */
export function installConsumer(folder: string, packed: readonly Packed[]): string {
  const consumer = join(folder, 'consumer');
  mkdirSync(consumer);
  const manifest = {
    private: true,
    type: 'module',
    dependencies: {
      ...Object.fromEntries(packed.map(({ manifest: { name }, tarball }) => [name, `file:${tarball}`])),
      ...Object.fromEntries(
        typescripts.map((version) => [typescriptFolder(version), `npm:typescript@${version}`]),
      ),
    },
  };
  writeFileSync(join(consumer, 'package.json'), JSON.stringify(manifest));
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: consumer });
  return consumer;
}

interface Installed extends Manifest {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/**
 * The packages that npm installed for `name`, itself left out, sorted: what the manifests in `consumer` name, found as Node
 * finds them, and so on. Peers and optional ones count, because npm installs those too.
 */
export function installedFor(consumer: string, name: string): string[] {
  const brought = new Set<string>();
  const follow = (folder: string): void => {
    const installed = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Installed;
    const { dependencies, optionalDependencies, peerDependencies } = installed;
    for (const one of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      if (brought.has(one)) continue;
      brought.add(one);
      follow(folderOf(one, folder, consumer));
    }
  };
  follow(join(consumer, 'node_modules', name));
  return [...brought].sort();
}

function folderOf(name: string, from: string, consumer: string): string {
  for (let at = from; at.startsWith(consumer); at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(folder)) return folder;
  }
  throw new Error(`${from} depends on ${name}, which is not installed`);
}

/** Copies installed packages into the node_modules of `folder`, and so makes a project that has these and no others. */
export function copyInstalled(consumer: string, names: Iterable<string>, folder: string): void {
  for (const name of names) {
    cpSync(join(consumer, 'node_modules', name), join(folder, 'node_modules', name), { recursive: true });
  }
}
