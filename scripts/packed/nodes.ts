import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../workspace.ts';
import { run } from './shell.ts';

/** One version of Node. */
export interface NodeVersion {
  /** `v20.19.0`. */
  readonly version: string;
  /** The folder of its program. */
  readonly bin: string;
  /** Path of its program. */
  readonly program: string;
}

/** What the packages promise to run on, beside the Node 24 that runs this: the lowest in `engines` … the newest there is. */
const wanted = ['20.19.0', '22', 'latest'];

/**
 * Installs Node in these versions, from the packages that the package `node` gets its program from, and keeps them in
 * node_modules/.cache.
 */
export function installNodes(): NodeVersion[] {
  const folder = join(root, 'node_modules/.cache/nodes');
  mkdirSync(folder, { recursive: true });
  const { platform, arch } = process;
  const name = `${platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node'}-${platform}-${arch}`;
  const dependencies = Object.fromEntries(
    wanted.map((version) => [`node-${version}`, `npm:${name}@${version}`]),
  );
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], { cwd: folder });
  const programs = wanted.map((version) => join(folder, 'node_modules', `node-${version}`, 'bin/node'));
  return [...programs, process.execPath].map((program) => ({
    version: run(program, ['--version'], { cwd: folder }).stdout.trim(),
    bin: dirname(program),
    program,
  }));
}
