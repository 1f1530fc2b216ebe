import {
  loadModel,
  restore,
  type Descriptor,
  type LoadedModel,
  type MultiLayerNet,
  type TwoLayerNet,
} from '@bilayer/models';
import { codeOf, Failure } from './failure.ts';
import { readBytes } from './files.ts';
import type { Io } from './io.ts';
import { fileNamed } from './plugin/near.ts';
import { known, knownWith, type Known } from './plugins.ts';
import { shellLine } from './show/shell.ts';

/** A network out of a file, with what the file says of its training. */
export interface LoadedNetwork {
  readonly network: TwoLayerNet | MultiLayerNet;
  readonly model: LoadedModel;
}

/**
 * The network in a model file. Its activations and loss are built in or out of `plugins`, files and packages that the
 * user has named.
 */
export async function loadNetwork(path: string, plugins: readonly string[], io: Io): Promise<LoadedNetwork> {
  const bytes = await readBytes(path);
  const model = await modelIn(bytes, path, await knownWith(plugins, io), io);
  for (const [name, { data }] of Object.entries(model.params)) {
    // No training writes such a file.
    if (!data.every(Number.isFinite)) {
      throw new Failure('BAD_MODEL_FILE', `${path}: is damaged: ${name} holds NaN or infinity`);
    }
  }
  return { network: restore(model), model };
}

async function modelIn(bytes: Uint8Array, path: string, all: Known, io: Io): Promise<LoadedModel> {
  try {
    const { loss, ...model } = loadModel(bytes, { ...all, name: path });
    if (loss === undefined) return model;
    const isKnown = all.losses.some(({ name, package: from }) => name === loss.name && from === loss.package);
    if (isKnown) return { ...model, loss };
    // The accuracy can be measured without it.
    const other = otherNamed(loss, all.losses, known.losses);
    io.note(
      other === undefined
        ? `note: without the loss ${wanted(loss)}, which is not built in; for it, ${await remedy(loss)}`
        : `note: without the model's loss: ${await saved(loss, other)}`,
    );
    return model;
  } catch (error) {
    if (codeOf(error) !== 'UNKNOWN_PLUGIN') throw error;
    // loadModel says which program to write, and here is none.
    const descriptor = (error as Error).cause as Descriptor;
    const options = { cause: error };
    const other = otherNamed(descriptor, all.activations, known.activations);
    if (other !== undefined) {
      const message = `${path}: the model's ${await saved(descriptor, other)}`;
      throw new Failure('UNKNOWN_PLUGIN', message, undefined, options);
    }
    const given = io.plugins.map(({ name }) => name).join(', ');
    const among = given === '' ? 'which is not built in' : `which is neither built in nor in ${given}`;
    throw new Failure(
      'UNKNOWN_PLUGIN',
      `${path}: the model uses the activation ${wanted(descriptor)}, ${among}; ${await remedy(descriptor)}`,
      undefined,
      options,
    );
  }
}

/** What a plugin has by which a model file refers to it. */
type Named = Pick<Descriptor, 'name' | 'package'>;

/** The plugin that was given under that name and is from elsewhere. */
function otherNamed({ name }: Named, given: readonly Named[], builtIn: readonly Named[]): Named | undefined {
  return given.find((plugin) => plugin.name === name && !builtIn.includes(plugin));
}

/** Of two plugins with one name, which is in the file, which was given, and what to give instead. */
async function saved({ name, package: from }: Named, { package: other }: Named): Promise<string> {
  const was = from === undefined ? 'without a package' : `as one of ${from}`;
  const is = other === undefined ? 'has no package' : `is of ${other}`;
  return (
    `${name} was saved ${was}; the ${name} given ${is}; give the ${from === undefined ? 'file' : 'package'} ` +
    `it was trained with (${from === undefined ? await fileOption('--plugin', name) : shellLine(['--plugin', from])})`
  );
}

function wanted({ name, package: from }: Named): string {
  return from === undefined ? name : `${name} of ${from}`;
}

/** What to write on the command line. A name out of a file is shown, and never followed. */
async function remedy({ name, package: from }: Named): Promise<string> {
  return from === undefined
    ? `add --plugin and the file that exports it, as ${await fileOption('--plugin', name)}`
    : `add ${shellLine(['--plugin', from])}`;
}

/** An option with the file of that name, where there is one: `--plugin ./bent.ts`, `--plugin ./<file>`. */
export async function fileOption(option: string, name: string): Promise<string> {
  const file = /^[\w-]+$/.test(name) ? await fileNamed(name) : undefined;
  return `${option} ${file ?? './<file>'}`;
}
