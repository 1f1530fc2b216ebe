import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Where Node finds a package's module, or why it does not. */
export type Resolved =
  { readonly url: string } | { readonly code: string | undefined; readonly message: string };

// `import.meta.resolve` takes another parent only behind a flag, and `require.resolve` has other conditions than `import`.
const PROGRAM = `
const resolved = process.argv.slice(1).map((name) => {
  try {
    return { url: import.meta.resolve(name) };
  } catch ({ code, message }) {
    return { code, message };
  }
});
process.stdout.write(JSON.stringify(resolved));`;

/**
 * What an `import` of each name in a module in `folder` would load; nothing is loaded. A Node with that working directory says
 * it, so that it holds for every kind of `exports`, for a package's own name, and for what NODE_OPTIONS sets.
 */
export async function resolveFrom(folder: string, names: readonly string[]): Promise<Resolved[]> {
  const args = ['--input-type=module', '--eval', PROGRAM, '--', ...names];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder });
  return JSON.parse(stdout) as Resolved[];
}
