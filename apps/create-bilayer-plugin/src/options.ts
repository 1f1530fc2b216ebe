import { parseArgs } from 'node:util';
import { Failure } from './failure.ts';
import { isKind, kindFrom, type Kind } from './kinds.ts';

export interface Options {
  readonly name: string | undefined;
  readonly kind: Kind | undefined;
  readonly package: string | undefined;
  readonly folder: string | undefined;
  readonly author: string | undefined;
  /** Ask nothing. */
  readonly yes: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

export const HELP = `Usage: npm create bilayer-plugin [name] -- [options]

Writes a package with an activation, a loss, an optimizer or a data set for
Bilayer: source, tests, README, changeset and CI. Asks for what is not given.

  -k, --kind <kind>     activation, loss, optimizer or dataset
  -p, --package <name>  the npm package's name   (or: bilayer-plugin-<name>)
  -f, --folder <path>   where to write it        (or: the package's name)
      --author <name>   for package.json and LICENSE
  -y, --yes             ask nothing
  -h, --help            show this
  -V, --version         show the version

Exit codes: 0 done; 2 a wrong option, name or folder; 70 a mistake in this
program; 130 Ctrl-C or Escape. After 2 and 130 nothing was written.

Example:
  $ npm create bilayer-plugin@latest squareplus -- --kind activation --yes`;

/**
 * The command line; `env` is where npm puts the options before `--`, which it takes for its own. Throws `BAD_USAGE` and
 * `BAD_KIND`.
 */
export function parseOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Options {
  const { values, positionals } = parse(args);
  const [first = 'squareplus', second] = positionals;
  const swallowed = [env['npm_config_kind'], second].find((text) => text !== undefined && isKind(text));
  if (values.kind === undefined && swallowed !== undefined) {
    throw new Failure(
      'BAD_USAGE',
      `npm took --kind for its own; put -- before the options: npm create bilayer-plugin@latest ${first} -- --kind ${swallowed}`,
    );
  }
  if (positionals.length > 1) {
    const extra = positionals.slice(1).join(' ');
    throw new Failure('BAD_USAGE', `one name only; ${extra} is too much. See --help`);
  }
  const { kind, package: packageName, folder, author, yes = false, help = false, version = false } = values;
  for (const [option, value] of Object.entries({ package: packageName, folder, author })) {
    if (value === '') throw new Failure('BAD_USAGE', `--${option}: expected text, got nothing. See --help`);
  }
  return {
    name: positionals[0],
    kind: kind === undefined ? undefined : kindFrom(kind),
    package: packageName,
    folder,
    author,
    yes,
    help,
    version,
  };
}

interface Parsed {
  readonly values: {
    readonly kind?: string | undefined;
    readonly package?: string | undefined;
    readonly folder?: string | undefined;
    readonly author?: string | undefined;
    readonly yes?: boolean | undefined;
    readonly help?: boolean | undefined;
    readonly version?: boolean | undefined;
  };
  readonly positionals: readonly string[];
}

function parse(args: readonly string[]): Parsed {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        kind: { type: 'string', short: 'k' },
        package: { type: 'string', short: 'p' },
        folder: { type: 'string', short: 'f' },
        author: { type: 'string' },
        yes: { type: 'boolean', short: 'y' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'V' },
      },
    });
  } catch (error) {
    // Its messages say which option is wrong, and go on about how to write a positional argument.
    const message = error instanceof Error ? (error.message.split(/[.\n] ?/)[0] ?? '') : String(error);
    throw new Failure('BAD_USAGE', `${message}. See --help`, undefined, { cause: error });
  }
}
