import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Packed } from './pack.ts';
import { run } from './shell.ts';

/** The oldest TypeScript whose typed arrays take a type argument, as the declarations write them. */
export const OLDEST_TYPESCRIPT = '5.7';

/** A clean project in `folder` with all the tarballs and the oldest TypeScript installed. Returns its path. */
export function installConsumer(folder: string, packed: readonly Packed[]): string {
  const consumer = join(folder, 'consumer');
  mkdirSync(consumer);
  const tarballs = packed.map(({ manifest, tarball }) => [manifest.name, `file:${tarball}`] as const);
  const manifest = {
    private: true,
    type: 'module',
    dependencies: {
      ...Object.fromEntries(tarballs),
      'oldest-typescript': `npm:typescript@${OLDEST_TYPESCRIPT}`,
    },
  };
  writeFileSync(join(consumer, 'package.json'), JSON.stringify(manifest));
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: consumer });
  return consumer;
}
