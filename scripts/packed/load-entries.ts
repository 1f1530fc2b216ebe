import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NodeVersion } from './nodes.ts';
import { start } from './shell.ts';

const program = (entries: readonly string[]): string => `
import { createRequire } from 'node:module';
import assert from 'node:assert';
const require = createRequire(import.meta.url);
for (const entry of ${JSON.stringify(entries)}) {
  const imported = await import(entry);
  assert(Object.keys(imported).length > 0, entry + ' exports nothing');
  assert.deepStrictEqual(Object.keys(require(entry)), Object.keys(imported), entry + ' differs when it is required');
}
`;

/** Imports and requires every entry in the project `consumer`. Throws when one fails, or when Node has something to say. */
export async function loadEntries(
  consumer: string,
  entries: readonly string[],
  node: NodeVersion,
): Promise<void> {
  writeFileSync(join(consumer, 'load.mjs'), program(entries));
  const { stderr } = await start(node.program, ['load.mjs'], { cwd: consumer });
  if (stderr !== '') throw new Error(stderr);
}
