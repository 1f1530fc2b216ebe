import { mkdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { NodeVersion } from './nodes.ts';
import { run, type Ran } from './shell.ts';

/** Runs the installed `bilayer` in a folder of its own, on the given Node. */
function bilayer(consumer: string, node: NodeVersion, args: readonly string[]): Ran & { folder: string } {
  const folder = join(consumer, `with-${node.version}`);
  mkdirSync(folder, { recursive: true });
  const PATH = `${node.bin}${delimiter}${process.env['PATH'] ?? ''}`;
  const ran = run(join(consumer, 'node_modules/.bin/bilayer'), args, { cwd: folder, env: { PATH } });
  if (ran.stderr !== '') throw new Error(ran.stderr);
  return { ...ran, folder };
}

/** Throws unless `bilayer --version` is the version of its package and `bilayer --help` shows its commands. */
export function checkHelp(consumer: string, node: NodeVersion, version: string): void {
  const said = bilayer(consumer, node, ['--version']).stdout.trim();
  if (said !== version) throw new Error(`--version: expected ${version}, got ${said}`);
  const { stdout } = bilayer(consumer, node, ['--help']);
  for (const command of ['train', 'evaluate', 'predict', 'gradcheck', 'datasets']) {
    if (!stdout.includes(command)) throw new Error(`--help does not mention ${command}:\n${stdout}`);
  }
}

/** Trains for two epochs and returns the bytes of the model file. Throws unless --json printed JSON. */
export function trainedModel(consumer: string, node: NodeVersion): Buffer {
  const args = ['train', '--epochs', '2', '--quiet', '--json', '--out', 'model.safetensors'];
  const { stdout, folder } = bilayer(consumer, node, args);
  JSON.parse(stdout);
  return readFileSync(join(folder, 'model.safetensors'));
}
