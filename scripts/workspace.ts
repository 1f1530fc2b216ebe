import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The repository's folder. */
export const root: string = resolve(import.meta.dirname, '..');

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly repository?: { readonly type: string; readonly url: string; readonly directory: string };
  readonly type?: string;
  readonly sideEffects?: boolean;
  readonly engines?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string>>;
  readonly publishConfig?: {
    readonly access?: string;
    readonly exports?: Readonly<Record<string, { readonly types: string; readonly default: string }>>;
  };
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** One published package of this repository. */
export interface Workspace {
  /** Relative to the root: `packages/tensor`, `apps/cli`. */
  readonly directory: string;
  readonly manifest: Manifest;
}

function workspacesIn(folder: string): Workspace[] {
  return readdirSync(join(root, folder)).map((name) => {
    const directory = `${folder}/${name}`;
    const manifest = JSON.parse(readFileSync(join(root, directory, 'package.json'), 'utf8')) as Manifest;
    return { directory, manifest };
  });
}

export const packages: readonly Workspace[] = workspacesIn('packages');
/** Those that are published: the page is not. */
export const apps: readonly Workspace[] = workspacesIn('apps').filter(
  ({ manifest }) => manifest.private !== true,
);

/** The paths, relative to the root, of the files below `directory` whose name matches, installed and built ones left out. */
export function filesBelow(directory: string, pattern: RegExp): string[] {
  return readdirSync(join(root, directory), { withFileTypes: true }).flatMap((entry) => {
    const path = directory === '.' ? entry.name : `${directory}/${entry.name}`;
    if (entry.isDirectory()) {
      return /^(node_modules|dist|\..*)$/.test(entry.name) ? [] : filesBelow(path, pattern);
    }
    return pattern.test(entry.name) ? [path] : [];
  });
}
