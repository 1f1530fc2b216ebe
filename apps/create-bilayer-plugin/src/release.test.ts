import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { own } from './ranges.ts';

/** What the pending changesets say of each package: the sizes of its changes. */
function pending(): Map<string, Set<string>> {
  const folder = resolve(import.meta.dirname, '../../../.changeset');
  const sizes = new Map<string, Set<string>>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md')) {
    const [, heading = ''] = /^---\n(.*?)^---$/ms.exec(readFileSync(join(folder, file), 'utf8')) ?? [];
    for (const [, name = '', size = ''] of heading.matchAll(/^['"]?([^'":]+)['"]?: *(\w+)$/gm)) {
      sizes.set(name, (sizes.get(name) ?? new Set()).add(size));
    }
  }
  return sizes;
}

// changesets release a package anew when one of its dependencies leaves its range, but not for a devDependency; and to be a
// dependency, all of the library would be downloaded to write a dozen files. So whoever changes a contract has to say it here.
it('is released with every version of a package that leaves the range in new plugins', () => {
  const sizes = pending();
  const leaving = Object.keys(own.devDependencies).filter(
    (name) => sizes.get(name)?.has('minor') === true || sizes.get(name)?.has('major') === true,
  );
  const advice =
    'new plugins would ask for the version before: add a line for create-bilayer-plugin to a changeset';
  if (leaving.length > 0)
    expect(sizes.has('create-bilayer-plugin'), `${leaving.join(', ')}: ${advice}`).toBe(true);
});
