import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { closedList } from '../closed-lists.ts';
import { root, type Manifest } from '../workspace.ts';
import { installedFor } from './consumer.ts';
import { start } from './shell.ts';

/** What publint says of a tarball, suggestions included, is an error. */
export async function checkPublint(tarball: string): Promise<void> {
  const { buffer } = new Uint8Array(readFileSync(tarball));
  const { messages, pkg } = await publint({ pack: { tarball: buffer }, strict: true });
  if (messages.length > 0) throw new Error(messages.map((m) => formatMessage(m, pkg)).join('\n'));
}

/** Whether a tarball's types are found by every resolution that can import it. */
export async function checkAttw(tarball: string): Promise<void> {
  await start('attw', ['--profile', 'esm-only', tarball], { cwd: root });
}

/** The installed package is what `files` of its manifest says, README and LICENSE, and nothing else. */
export function checkFiles(consumer: string, { name, files = [] }: Manifest): string {
  const expected = ['LICENSE', 'README.md', 'package.json', ...files].sort().join(' ');
  const inside = readdirSync(join(consumer, 'node_modules', name))
    .sort()
    .join(' ');
  if (inside !== expected) throw new Error(`expected ${expected}; got ${inside}`);
  return inside;
}

/** What npm installs for a package is its closed list: nothing more and nothing less. */
export function checkClosedList(consumer: string, name: string): string {
  const installed = installedFor(consumer, name);
  const stated = closedList(name);
  if (installed.join() !== stated.join()) {
    throw new Error(`stated:    ${stated.join(' ')}\ninstalled: ${installed.join(' ')}`);
  }
  return stated.join(' ') || 'nothing';
}
