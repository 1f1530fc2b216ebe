import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder, timed, type Scene } from './scene.ts';
import { attempt, run, type Ended } from './shell.ts';

/** Runs the globally installed `bilayer`, however it ends. */
export function bilayer({ bin, env }: Scene, args: readonly string[], cwd: string): Promise<Ended> {
  return attempt(join(bin, 'bilayer'), args, { cwd, env });
}

/** Runs it, and throws when it fails. */
export async function bilayerDone(
  { bin, env }: Scene,
  args: readonly string[],
  cwd: string,
): Promise<string> {
  return (await run(join(bin, 'bilayer'), args, { cwd, env })).stdout;
}

/** Installs the command line globally, at a prefix of its own, in the version `latest`. */
export async function installCommand({ bin, env, folder }: Scene): Promise<void> {
  await run('npm', ['install', '--global', 'bilayer', '--prefix', join(bin, '..')], { cwd: folder, env });
}

/** Accuracy of a model file on its test data, as `bilayer evaluate` says. */
export async function accuracyOf(scene: Scene, args: readonly string[], cwd: string): Promise<number> {
  const result = JSON.parse(await bilayerDone(scene, ['evaluate', ...args, '--json'], cwd)) as {
    accuracy?: unknown;
  };
  if (typeof result.accuracy !== 'number')
    throw new Error(`evaluate --json: no accuracy in ${JSON.stringify(result)}`);
  return result.accuracy;
}

/** The command, installed globally, as its README uses it. */
export async function rehearseCommand(scene: Scene, version: string): Promise<void> {
  const cwd = emptyFolder(scene, 'command', true);
  const { checks } = scene;
  await timed(checks, 'bilayer, installed globally: --version and --help', async () => {
    const said = (await bilayerDone(scene, ['--version'], cwd)).trim();
    if (said !== version) throw new Error(`--version: expected ${version}, got ${said}`);
    const help = await bilayerDone(scene, ['--help'], cwd);
    if (!help.includes('train')) throw new Error(`--help does not mention train:\n${help}`);
    return said;
  });
  await timed(checks, 'bilayer, installed globally: train, then evaluate', async () => {
    await bilayerDone(scene, ['train', '--epochs', '20', '--quiet', '--out', 'model.safetensors'], cwd);
    if (!existsSync(join(cwd, 'model.safetensors'))) throw new Error('no model.safetensors');
    const accuracy = await accuracyOf(scene, ['model.safetensors'], cwd);
    // The digits have ten classes of a tenth each.
    if (accuracy < 0.5) throw new Error(`accuracy ${accuracy}`);
    return `accuracy ${accuracy.toFixed(4)}`;
  });
}
