import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder, timed, type Scene } from './scene.ts';
import { run } from './shell.ts';

/** A package that `npm create bilayer-plugin` wrote. */
export interface Created {
  readonly folder: string;
  /** The npm package's name. */
  readonly name: string;
}

/** Runs `npm create bilayer-plugin` with flags alone, in an empty folder. */
export async function createPlugin(scene: Scene, name: string, kind: string): Promise<Created> {
  const cwd = emptyFolder(scene, `create-${name}`, true);
  const args = ['create', '--yes', 'bilayer-plugin@latest', name, '--', '--kind', kind, '--yes'];
  await run('npm', args, { cwd, env: scene.env });
  const [made = '', ...more] = readdirSync(cwd);
  if (made === '' || more.length > 0)
    throw new Error(`expected one folder, got ${[made, ...more].join(', ')}`);
  const folder = join(cwd, made);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string };
  return { folder, name: manifest.name };
}

/** `npm create bilayer-plugin`, and then what it wrote, untouched: installed, tested and built. */
export async function rehearseCreate(scene: Scene, kind: string): Promise<void> {
  await timed(scene.checks, `npm create bilayer-plugin: ${kind}, installed, tested, built`, async () => {
    const created = await createPlugin(scene, `${kind}-one`, kind);
    const options = { cwd: created.folder, env: scene.env };
    await run('npm', ['install'], options);
    const { stdout } = await run('npm', ['test'], options);
    await run('npm', ['run', 'build'], options);
    const count = /^(?:#|ℹ) pass (\d+)$/m.exec(stdout)?.[1];
    if (count === undefined || count === '0') throw new Error(`npm test ran no tests:\n${stdout}`);
    return `${count} tests`;
  });
}
