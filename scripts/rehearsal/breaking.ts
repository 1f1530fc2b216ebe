import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bilayer } from './command.ts';
import { commit } from './checkout.ts';
import { workspacesOf, type Versions } from './release.ts';
import { emptyFolder, timed, type Scene } from './scene.ts';
import { run } from './shell.ts';

export const PLUGIN = 'bilayer-plugin-rehearsed';

/** Where a source states, or compares with, the number of a contract. */
const contractNumber = /(\bcontract(?:'\])?(?: as number\))?(?:: | [!=]== | must be | ))1\b/g;

/**
 * A breaking change of the contracts in `copy`: their number becomes 2 in every source, with a changeset that names whoever
 * refuses the old one. In 0.x a breaking change is a minor version. Throws where the sources have no such number, so that the
 * change can't be none.
 */
export async function breakContracts(copy: string, env: NodeJS.ProcessEnv): Promise<string> {
  // Their sources need not hold the number to break with it.
  const named = new Set(['bilayer', 'create-bilayer-plugin']);
  for (const folder of workspacesOf(copy)) {
    for (const file of sourcesBelow(join(folder, 'src'))) {
      const text = readFileSync(file, 'utf8');
      const broken = text.replaceAll(contractNumber, '$12');
      if (broken === text) continue;
      writeFileSync(file, broken);
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string };
      named.add(manifest.name);
    }
  }
  for (const name of ['@bilayer/activations', '@bilayer/models', '@bilayer/training']) {
    if (!named.has(name)) throw new Error(`no contract number was found in ${name}`);
  }
  const bumps = [...named].map((name) => `'${name}': minor`).join('\n');
  writeFileSync(join(copy, '.changeset', 'contract-2.md'), `---\n${bumps}\n---\n\nContract 2.\n`);
  await commit(copy, 'Contract 2', env);
  return `${named.size} packages`;
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test|\.testing)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** An outsider's plugin in plain JavaScript, against the packages that `latest` is now, published like any other. */
export async function publishPlugin(scene: Scene, versions: Versions): Promise<void> {
  const cwd = emptyFolder(scene, PLUGIN, true);
  const dependencies = Object.fromEntries(
    ['@bilayer/activations', '@bilayer/tensor'].map((name) => [name, `^${versions.get(name) ?? ''}`]),
  );
  const manifest = { name: PLUGIN, version: '1.0.0', type: 'module', exports: './index.js', dependencies };
  writeFileSync(join(cwd, 'package.json'), JSON.stringify(manifest));
  writeFileSync(
    join(cwd, 'index.js'),
    `import { defineActivation } from '@bilayer/activations';
import { mul, tanh } from '@bilayer/tensor';
export const rehearsed = defineActivation({ name: 'rehearsed', package: '${PLUGIN}', forward: (a) => mul(a, tanh(a)) });
`,
  );
  await run('npm', ['publish'], { cwd, env: scene.env });
}

/** Uses the plugin with whatever `latest` is; prints the code of the error, or the shape of what it predicts. */
const program = `
import { softmax } from '@bilayer/activations';
import { TwoLayerNet } from '@bilayer/models';
import { randomState, zeros } from '@bilayer/tensor';
import { rehearsed } from '${PLUGIN}';
try {
  const net = new TwoLayerNet({ inputSize: 4, hiddenSize: 3, outputSize: 2, hidden: rehearsed, output: softmax,
    random: randomState(0) });
  console.log(JSON.stringify({ shape: net.predict(zeros([1, 4])).shape }));
} catch (error) {
  console.log(JSON.stringify({ code: error.code, message: error.message }));
}
`;

/** What a program in an empty folder says of the plugin, with the versions that are `latest` now. */
async function useInProgram(
  scene: Scene,
  folder: string,
): Promise<{ code?: string; message?: string; shape?: unknown }> {
  const cwd = emptyFolder(scene, folder);
  const packages = ['@bilayer/activations', '@bilayer/models', '@bilayer/tensor', PLUGIN];
  await run('npm', ['install', ...packages], { cwd, env: scene.env });
  writeFileSync(join(cwd, 'program.js'), program);
  return JSON.parse((await run('node', ['program.js'], { cwd, env: scene.env })).stdout) as Record<
    string,
    string
  >;
}

async function trainOnCommandLine(scene: Scene, plugin: string, folder: string): ReturnType<typeof bilayer> {
  const cwd = emptyFolder(scene, folder);
  await run('npm', ['install', plugin], { cwd, env: scene.env });
  const args = ['train', '--activation', plugin, '--epochs', '1', '--quiet', '--out', 'model.safetensors'];
  return bilayer(scene, args, cwd);
}

/** Before the change: the plugin works. Without this the refusal would prove nothing. */
export async function rehearseAccepted(scene: Scene): Promise<void> {
  await timed(
    scene.checks,
    "an outsider's plugin works with the version it was built against, in a program",
    async () => {
      const said = await useInProgram(scene, 'plugin-before');
      if (JSON.stringify(said.shape) !== '[1,2]') throw new Error(JSON.stringify(said));
      return undefined;
    },
  );
  await timed(scene.checks, '… and on the command line', async () => {
    const { status, stdout, stderr } = await trainOnCommandLine(scene, PLUGIN, 'plugin-before-command');
    if (status !== 0) throw new Error(`exit code ${status}\n${stdout}${stderr}`);
    return undefined;
  });
}

/** After it: `plugins` are refused with our error, which names both contracts, and not by a crash. */
export async function rehearseRefused(scene: Scene, plugins: readonly string[]): Promise<void> {
  const clear = 'has contract 1, and this version takes contract 2';
  await timed(scene.checks, `after a breaking change ${PLUGIN} is refused in a program`, async () => {
    const { code, message = '' } = await useInProgram(scene, 'plugin-after');
    if (code !== 'INCOMPATIBLE_CONTRACT' || !message.includes(clear)) {
      throw new Error(`${String(code)}: ${message}`);
    }
    return `${code}: ${message}`;
  });
  for (const plugin of plugins) {
    await timed(scene.checks, `… ${plugin} on the command line, with exit code 2`, async () => {
      const { status, stdout, stderr } = await trainOnCommandLine(scene, plugin, `after-${plugin}`);
      if (status !== 2 || !stderr.includes(clear) || /\n +at /.test(stderr)) {
        throw new Error(`exit code ${status}\n${stdout}${stderr}`);
      }
      return stderr.trim();
    });
  }
}
