import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../workspace.ts';
import type { Checks } from './checks.ts';
import type { Packed } from './pack.ts';
import { start } from './shell.ts';

/** How the command line uses each of them: the options for `train`, and those for `evaluate`. */
const uses: Readonly<
  Record<string, { readonly train: readonly string[]; readonly evaluate: readonly string[] }>
> = {
  squareplus: {
    train: ['--activation', 'bilayer-plugin-squareplus(b=1)'],
    evaluate: ['--plugin', 'bilayer-plugin-squareplus'],
  },
  polyline: {
    train: ['--activation', 'bilayer-plugin-polyline'],
    evaluate: ['--plugin', 'bilayer-plugin-polyline'],
  },
  focal: {
    train: ['--loss', 'bilayer-plugin-focal(gamma=1.5)'],
    evaluate: ['--plugin', 'bilayer-plugin-focal'],
  },
  lion: { train: ['--optimizer', 'bilayer-plugin-lion', '--rate', '0.01'], evaluate: [] },
  rings: {
    train: ['--data', 'bilayer-plugin-rings(noise=0.1)', '--activation', 'tanh'],
    evaluate: ['--data', 'bilayer-plugin-rings'],
  },
};

const INSTALL = ['install', '--no-audit', '--no-fund', '--prefer-offline'];

/**
 * The plugins in examples/plugins as their authors and users would have them: copied out of the repository, installed with
 * the tarballs, tested, built and packed there, and then installed from what was packed and used through the command line.
 */
export async function checkExamples(
  folder: string,
  packed: readonly Packed[],
  checks: Checks,
): Promise<void> {
  const names = readdirSync(join(root, 'examples/plugins'));
  const authors = join(folder, 'example-authors');
  await checks.check('examples: each has its use on the command line', () => {
    if (names.sort().join() !== Object.keys(uses).sort().join()) throw new Error(names.join());
  });
  await checks.check('examples: installed by their authors', () => installAuthors(authors, packed));
  await Promise.all(
    names.map((name) =>
      checks.check(`examples: ${name} passes its tests, is well typed and builds`, async () => {
        const cwd = join(authors, 'plugins', name);
        const { stdout } = await start('npm', ['test', '--', '--test-reporter=tap'], { cwd });
        for (const script of ['typecheck', 'build']) await start('npm', ['run', script], { cwd });
        await start('npm', ['pack', '--pack-destination', authors], { cwd });
        return `${/^# pass (\d+)$/m.exec(stdout)?.[1] ?? 'no'} tests`;
      }),
    ),
  );
  const users = join(folder, 'example-users');
  await checks.check('examples: installed by a user', () => installUser(users, authors, packed));
  await Promise.all(
    names.map((name) =>
      checks.check(`examples: ${name} passes bilayer check, trains and is evaluated`, () =>
        useFromCommandLine(users, name),
      ),
    ),
  );
}

const tarballsOf = (packed: readonly Packed[]): Record<string, string> =>
  Object.fromEntries(packed.map(({ manifest: { name }, tarball }) => [name, `file:${tarball}`]));

/** A workspace of npm with the examples in it. The tarballs take the place of the ranges that they ask for. */
async function installAuthors(folder: string, packed: readonly Packed[]): Promise<void> {
  cpSync(join(root, 'examples/plugins'), join(folder, 'plugins'), {
    recursive: true,
    filter: (path) => !/[\\/](node_modules|dist)$/.test(path),
  });
  const manifest = { private: true, workspaces: ['plugins/*'], overrides: tarballsOf(packed) };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  await start('npm', INSTALL, { cwd: folder });
}

/** A project with the command, all packages and the examples, each from its tarball. */
async function installUser(folder: string, authors: string, packed: readonly Packed[]): Promise<void> {
  mkdirSync(folder);
  const own = tarballsOf(packed);
  const plugins = readdirSync(authors).filter((file) => file.endsWith('.tgz'));
  const named = plugins.map((file) => [file.replace(/-\d.*$/, ''), `file:${join(authors, file)}`] as const);
  const manifest = {
    private: true,
    type: 'module',
    dependencies: { ...own, ...Object.fromEntries(named) },
    overrides: Object.fromEntries(Object.keys(own).map((name) => [name, `$${name}`])),
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  await start('npm', INSTALL, { cwd: folder });
}

/** Checks a plugin, trains with it, and evaluates the model, with the plugin and, where the model needs it, without. */
async function useFromCommandLine(folder: string, name: string): Promise<string> {
  const use = uses[name] ?? { train: [], evaluate: [] };
  const bilayer = join(folder, 'node_modules/.bin/bilayer');
  const model = `${name}.safetensors`;
  await start(bilayer, ['check', `bilayer-plugin-${name}`], { cwd: folder });
  await start(bilayer, ['train', ...use.train, '--epochs', '20', '--quiet', '--out', model], { cwd: folder });
  const { stdout } = await start(bilayer, ['evaluate', model, ...use.evaluate, '--json'], { cwd: folder });
  const { accuracy, loss } = JSON.parse(stdout) as { readonly accuracy: number; readonly loss?: number };
  // Guessing is right for a tenth of the digits and a third of the points.
  if (!(accuracy > 0.5)) throw new Error(`accuracy ${accuracy}`);
  if (loss === undefined) throw new Error('no loss: it was not found');
  if (use.train[0] === '--activation') await refusedWithout(folder, bilayer, model);
  return `accuracy ${accuracy.toFixed(4)}`;
}

async function refusedWithout(folder: string, bilayer: string, model: string): Promise<void> {
  const error: unknown = await start(bilayer, ['evaluate', model], { cwd: folder }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const message = error instanceof Error ? error.message : 'nothing';
  if (!message.includes(' exited with 2\n') || !message.includes('--plugin')) {
    throw new Error(`without --plugin: expected exit code 2 and the option to write, got ${message}`);
  }
}
