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
import { knownWith, type Known } from './plugins.ts';
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
  const model = modelIn(bytes, path, await knownWith(plugins, io), io);
  for (const [name, { data }] of Object.entries(model.params)) {
    // No training writes such a file.
    if (!data.every(Number.isFinite)) {
      throw new Failure('BAD_MODEL_FILE', `${path}: is damaged: ${name} holds NaN or infinity`);
    }
  }
  return { network: restore(model), model };
}

function modelIn(bytes: Uint8Array, path: string, known: Known, io: Io): LoadedModel {
  try {
    const { loss, ...model } = loadModel(bytes, { ...known, name: path });
    if (loss === undefined) return model;
    const isKnown = known.losses.some(
      ({ name, package: from }) => name === loss.name && from === loss.package,
    );
    if (isKnown) return { ...model, loss };
    // The accuracy can be measured without it.
    io.note(`note: without the loss ${wanted(loss)}, which is not built in; for it, ${remedy(loss)}`);
    return model;
  } catch (error) {
    if (codeOf(error) !== 'UNKNOWN_PLUGIN') throw error;
    // loadModel says which program to write, and here is none.
    const descriptor = (error as Error).cause as Descriptor;
    const given = io.plugins.map(({ name }) => name).join(', ');
    const among = given === '' ? 'which is not built in' : `which is neither built in nor in ${given}`;
    throw new Failure(
      'UNKNOWN_PLUGIN',
      `${path}: the model uses the activation ${wanted(descriptor)}, ${among}; ${remedy(descriptor)}`,
      undefined,
      { cause: error },
    );
  }
}

function wanted({ name, package: from }: Descriptor): string {
  return from === undefined ? name : `${name} of ${from}`;
}

/** What to write on the command line. A name out of a file is shown, and never followed. */
function remedy({ name, package: from }: Descriptor): string {
  return from === undefined
    ? `add --plugin and the file that exports it, as ${shellLine(['--plugin', `./${name}.ts`])}`
    : `add ${shellLine(['--plugin', from])}`;
}
