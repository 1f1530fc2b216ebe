import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accuracyOf, bilayerDone } from './command.ts';
import { createPlugin, type Created } from './create.ts';
import { emptyFolder, timed, type Scene } from './scene.ts';
import { attempt, run } from './shell.ts';

const MODEL = 'model.safetensors';

/** A program that knows of the model no more than its file: its accuracy on the digits, or why it can't be loaded. */
const program = (imported: string, activation: string): string => `
import { readFileSync } from 'node:fs';
import { softmax } from '@bilayer/activations';
import { digits } from '@bilayer/datasets';
import { loadModel, restore } from '@bilayer/models';
import { rowsOf } from '@bilayer/training';
${imported}
try {
  const net = restore(loadModel(new Uint8Array(readFileSync('${MODEL}')), { activations: [softmax, ${activation}] }));
  const { classes, test } = await digits();
  const { x, t } = rowsOf(test, net.dtype, classes.length, 0, test.length);
  console.log(JSON.stringify({ accuracy: net.accuracy(x, t) }));
} catch (error) {
  console.log(JSON.stringify({ code: error.code, message: error.message }));
}
`;

interface Said {
  readonly accuracy?: number;
  readonly code?: string;
  readonly message?: string;
}

async function runProgram({ env }: Scene, cwd: string, text: string): Promise<Said> {
  writeFileSync(join(cwd, 'program.js'), text);
  return JSON.parse((await run('node', ['program.js'], { cwd, env })).stdout) as Said;
}

const train = (activation: string): string[] => {
  return ['train', '--activation', activation, '--epochs', '20', '--quiet', '--out', MODEL];
};

/**
 * The way of somebody who has the registry and docs/plugins.md: creates an activation, checks it, trains with it, finds that
 * the model does not load without it, publishes it, and uses it elsewhere, in a program and on the command line.
 * Returns the name of the published package, if it came to that.
 */
export async function rehearseStranger(scene: Scene): Promise<string | undefined> {
  const { checks, env } = scene;
  const step = (name: string, body: () => Promise<string | undefined>): Promise<boolean> =>
    timed(checks, `a stranger: ${name}`, body);

  const created: Created[] = [];
  await step('creates a plugin, tests and builds it', async () => {
    const plugin = await createPlugin(scene, 'myOwn', 'activation');
    created.push(plugin);
    for (const args of [['install'], ['test'], ['run', 'build']])
      await run('npm', args, { cwd: plugin.folder, env });
    return plugin.name;
  });
  const [plugin] = created;
  if (plugin === undefined) return undefined;
  const { folder, name } = plugin;
  const source = './src/index.ts';
  let accuracy = Number.NaN;

  await step(`checks it: bilayer check ${source}`, async () => {
    const said = await bilayerDone(scene, ['check', source], folder);
    return said.trim().split('\n').at(-1);
  });
  await step(`trains with it: bilayer train --activation ${source}`, async () => {
    await bilayerDone(scene, train(source), folder);
    accuracy = await accuracyOf(scene, [MODEL, '--plugin', source], folder);
    if (accuracy < 0.5) throw new Error(`accuracy ${accuracy}`);
    return `accuracy ${accuracy.toFixed(4)}`;
  });

  const programs = emptyFolder(scene, 'stranger-program');
  await step('is told the line to write where the plugin is not given to loadModel', async () => {
    const packages = ['activations', 'datasets', 'models', 'training'].map((one) => `@bilayer/${one}`);
    await run('npm', ['install', ...packages], { cwd: programs, env });
    copyFileSync(join(folder, MODEL), join(programs, MODEL));
    const { code, message = '' } = await runProgram(scene, programs, program('', ''));
    if (code !== 'UNKNOWN_PLUGIN' || !message.includes(`import { myOwn } from '${name}'`)) {
      throw new Error(`${String(code)}: ${message}`);
    }
    return undefined;
  });
  await step('is told to make a version first', async () => {
    const { status, stderr } = await attempt('npm', ['publish'], { cwd: folder, env });
    if (status === 0 || !stderr.includes('run npx changeset version first'))
      throw new Error(`${status}: ${stderr}`);
    return undefined;
  });
  const published = await step('publishes it: npx changeset version, npm publish', async () => {
    await run('npx', ['changeset', 'version'], { cwd: folder, env });
    await run('npm', ['publish'], { cwd: folder, env });
    return undefined;
  });
  await step('loads the model in another program, which predicts the same', async () => {
    await run('npm', ['install', name], { cwd: programs, env });
    const said = await runProgram(scene, programs, program(`import { myOwn } from '${name}';`, 'myOwn'));
    if (said.accuracy !== accuracy) throw new Error(`${JSON.stringify(said)}, and not ${accuracy}`);
    return undefined;
  });
  await step('trains elsewhere with the installed package: the same model, byte for byte', async () => {
    const cwd = emptyFolder(scene, 'stranger-elsewhere');
    await run('npm', ['install', name], { cwd, env });
    await bilayerDone(scene, train(name), cwd);
    const [here, there] = [readFileSync(join(cwd, MODEL)), readFileSync(join(folder, MODEL))];
    if (!here.equals(there)) throw new Error('its bytes differ');
    const again = await accuracyOf(scene, [MODEL, '--plugin', name], cwd);
    if (again !== accuracy) throw new Error(`evaluate: ${again}, and not ${accuracy}`);
    const rows = [0, 16].map((grey) => Array.from({ length: 64 }, () => grey).join(','));
    writeFileSync(join(cwd, 'rows.csv'), `${rows.join('\n')}\n`);
    await bilayerDone(scene, ['predict', MODEL, 'rows.csv', '--plugin', name, '--json'], cwd);
    return undefined;
  });
  return published ? name : undefined;
}
