import { relative, resolve } from 'node:path';
import { EXIT, Failure } from './failure.ts';
import type { Io } from './io.ts';
import { builtIns, kinds } from './kinds.ts';
import { checkPackageName, pluginNames } from './names.ts';
import { HELP, parseOptions, type Options } from './options.ts';
import { own } from './ranges.ts';
import { fill, wordsOf } from './template.ts';
import { checkFolder, writeFolder } from './write-folder.ts';

/** Runs one command line and resolves to the exit code. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    const options = parseOptions(args, io.env);
    if (options.help) io.out(HELP);
    else if (options.version) io.out(own.version);
    else await create(options, io);
    return EXIT.done;
  } catch (error) {
    if (error instanceof Failure) {
      io.error(`create-bilayer-plugin: ${error.message}`);
      return error.exitCode;
    }
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    io.error(
      `create-bilayer-plugin: this is a mistake in it, not yours; please report it with these lines:\n${stack}`,
    );
    return EXIT.bug;
  }
}

async function create(options: Options, io: Io): Promise<void> {
  const asks = io.asks && !options.yes;
  const missing = [options.name === undefined && 'a name', options.kind === undefined && '--kind'].filter(
    Boolean,
  );
  if (!asks && missing.length > 0) {
    throw new Failure(
      'BAD_USAGE',
      `${missing.join(' and ')} must be given, as in: npm create bilayer-plugin@latest squareplus -- --kind activation --yes`,
    );
  }
  const kind = options.kind ?? (await io.askKind());
  const taken = { words: wordsOf(kind), builtIn: builtIns[kind] };
  const name = options.name ?? (await io.askName((text) => problem(() => pluginNames(text, taken))));
  const names = pluginNames(name, taken);
  const packageName = checkPackageName(options.package ?? `bilayer-plugin-${names.slug}`);
  const folder = options.folder ?? packageName.replace(/^@.*\//, '');
  checkFolder(folder);
  writeFolder(folder, fill({ kind, ...names, packageName, author: options.author }));
  io.out(`Wrote ${packageName}: the ${kinds[kind]} ${names.identifier}. Next:`);
  const where = relative('', resolve(folder));
  if (where !== '') io.out(`  cd ${/^[\w./@\\-]+$/.test(where) ? where : JSON.stringify(where)}`);
  io.out('  npm install\n  npm test\n  npm run build');
  const what = kind === 'activation' ? 'formula' : 'source';
  io.out(
    `Then put your own ${what} into src/index.ts, and describe it in README.md,\nwhich says how to use it.`,
  );
  if (!io.runsTypeScript) {
    io.out(`This is Node ${process.versions.node}; npm test needs Node >= 22.18, which runs TypeScript.`);
  }
}

/** The message of what `check` throws. */
function problem(check: () => unknown): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
