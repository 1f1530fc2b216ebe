/**
 * Fails when a published package has changed and no changeset names it: `pnpm changeset:check`, against each package's last
 * release, or `pnpm changeset:check --since origin/main`, against a branch, in which case the changesets must be new too.
 */
import { parseArgs } from 'node:util';
import { checkChangesets, Unchecked } from './changesets.ts';
import { root } from './workspace.ts';

const { values } = parseArgs({ options: { since: { type: 'string' } } });
try {
  const { missing, named, unchanged } = checkChangesets(root, values.since);
  const base = values.since ?? 'their last release';
  console.log(
    `Compared with ${base}: ${named.length} packages changed and named by a changeset, ` +
      `${missing.size} changed and not named, ${unchanged.length} unchanged.`,
  );
  for (const [name, files] of missing) {
    console.log(`\n${name}: no changeset names it\n${files.map((file) => `  ${file}`).join('\n')}`);
  }
  if (missing.size > 0) {
    console.log(
      '\nWrite one with pnpm changeset; where a change means nothing to users, with none in place of patch.',
    );
    process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof Unchecked)) throw error;
  console.log(`Not checked: ${error.message}`);
  process.exitCode = 1;
}
