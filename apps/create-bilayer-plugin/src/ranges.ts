import { readFileSync } from 'node:fs';

interface OwnManifest {
  readonly version: string;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** The package.json of this package. */
export const own: OwnManifest = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as OwnManifest;

/**
 * The range of versions of a package of ours that new plugins ask for: that of this package's own devDependencies, against
 * which the templates are checked. Publishing turns `workspace:^` there into `^` and the version of the day; in a clone, any
 * version will do.
 */
export function rangeOf(name: string): string {
  const range = own.devDependencies[name] ?? '*';
  return range.startsWith('workspace:') ? '*' : range;
}
