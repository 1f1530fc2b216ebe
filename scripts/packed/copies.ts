import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { closedList } from '../closed-lists.ts';
import { copyInstalled } from './consumer.ts';
import { start } from './shell.ts';

/** What the second copy consists of; programs/copies.ts has its types. */
const copied = ['tensor', 'activations', 'losses', 'gradient', 'optimizers', 'models', 'training', 'testing'];

/**
 * Installs every package a second time, below a package that depends on it, as npm does when versions disagree, and runs
 * the program that uses both copies at once.
 */
export async function checkCopies(consumer: string): Promise<string> {
  const folder = join(consumer, 'node_modules/second-copy');
  mkdirSync(folder);
  const names = copied.map((name) => `@bilayer/${name}`);
  copyInstalled(consumer, new Set(names.flatMap((name) => [name, ...closedList(name)])), folder);
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'second-copy', version: '1.0.0', type: 'module', exports: './index.js' }),
  );
  const lines = copied.map((name) => `export * as ${name} from '@bilayer/${name}';`);
  writeFileSync(join(folder, 'index.js'), lines.join('\n'));
  copyFileSync(join(import.meta.dirname, 'programs/copies.ts'), join(consumer, 'copies.ts'));
  const { stdout } = await start(process.execPath, ['copies.ts', 'second-copy'], { cwd: consumer });
  return stdout.trim();
}
