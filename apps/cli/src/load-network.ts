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
import { known } from './plugins.ts';

/** A network out of a file, with what the file says of its training. */
export interface LoadedNetwork {
  readonly network: TwoLayerNet | MultiLayerNet;
  readonly model: LoadedModel;
}

/** The network in a model file. */
export async function loadNetwork(path: string): Promise<LoadedNetwork> {
  const model = modelIn(await readBytes(path), path);
  for (const [name, { data }] of Object.entries(model.params)) {
    // No training writes such a file.
    if (!data.every(Number.isFinite)) {
      throw new Failure('BAD_MODEL_FILE', `${path}: is damaged: ${name} holds NaN or infinity`);
    }
  }
  return { network: restore(model), model };
}

function modelIn(bytes: Uint8Array, path: string): LoadedModel {
  try {
    const { loss, ...model } = loadModel(bytes, { ...known, name: path });
    const isKnown = known.losses.some(
      ({ name, package: from }) => name === loss?.name && from === loss.package,
    );
    // The accuracy can be measured without a loss that is not built in.
    return { ...model, ...(loss && isKnown && { loss }) };
  } catch (error) {
    if (codeOf(error) !== 'UNKNOWN_PLUGIN') throw error;
    // loadModel says which program to write, and here is none.
    const { name, package: from } = (error as Error).cause as Descriptor;
    const wanted = from === undefined ? name : `${name} of ${from}`;
    throw new Failure(
      'UNKNOWN_PLUGIN',
      `${path}: the model uses the activation ${wanted}, which is not built in; the command line knows the built-in ` +
        `ones only, so load it in a program with loadModel(bytes, { activations: [${name}, …] })`,
      undefined,
      { cause: error },
    );
  }
}
