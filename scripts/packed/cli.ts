import { mkdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { NodeVersion } from './nodes.ts';
import { start, type Ran } from './shell.ts';

/** Runs an installed command in a folder of its own, on the given Node. */
async function command(
  consumer: string,
  name: string,
  node: NodeVersion,
  args: readonly string[],
): Promise<Ran & { folder: string }> {
  const folder = join(consumer, `with-${node.version}`);
  mkdirSync(folder, { recursive: true });
  const PATH = `${node.bin}${delimiter}${process.env['PATH'] ?? ''}`;
  const ran = await start(join(consumer, 'node_modules/.bin', name), args, { cwd: folder, env: { PATH } });
  if (ran.stderr !== '') throw new Error(ran.stderr);
  return { ...ran, folder };
}

/** Throws unless `--version` of a command is the version of its package and `--help` shows the `words`. */
export async function checkHelp(
  consumer: string,
  { name, version }: { readonly name: string; readonly version: string },
  node: NodeVersion,
  words: readonly string[],
): Promise<void> {
  const said = await command(consumer, name, node, ['--version']);
  if (said.stdout.trim() !== version) throw new Error(`--version: expected ${version}, got ${said.stdout}`);
  const { stdout } = await command(consumer, name, node, ['--help']);
  const missing = words.filter((word) => !stdout.includes(word));
  if (missing.length > 0) throw new Error(`--help does not mention ${missing.join(', ')}:\n${stdout}`);
}

/** Trains for two epochs and returns the bytes of the model file. Throws unless --json printed JSON. */
export async function trainedModel(consumer: string, node: NodeVersion): Promise<Buffer> {
  const args = ['train', '--epochs', '2', '--quiet', '--json', '--out', 'model.safetensors'];
  const { stdout, folder } = await command(consumer, 'bilayer', node, args);
  JSON.parse(stdout);
  return readFileSync(join(folder, 'model.safetensors'));
}
