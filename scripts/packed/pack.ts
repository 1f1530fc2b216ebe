import { join } from 'node:path';
import { apps, packages, root, type Workspace } from '../workspace.ts';
import { run } from './shell.ts';

/** A package as it would be published. */
export interface Packed extends Workspace {
  /** Path of the tarball. */
  readonly tarball: string;
  /** What a user may import: `@bilayer/models`, `@bilayer/models/book`, … */
  readonly entries: readonly string[];
}

/** Builds every package and packs it into `folder`. */
export function packAll(folder: string): Packed[] {
  run('pnpm', ['build', '--output-logs=errors-only'], { cwd: root });
  run('pnpm', ['--recursive', 'pack', '--pack-destination', folder], { cwd: root });
  return [...packages, ...apps].map((workspace) => {
    const { name, version, exports = {} } = workspace.manifest;
    return {
      ...workspace,
      tarball: join(folder, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`),
      entries: Object.keys(exports).map((path) => name + path.slice(1)),
    };
  });
}
