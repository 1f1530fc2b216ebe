import { loadModel, restore, type LoadedModel, type MultiLayerNet, type TwoLayerNet } from '@bilayer/models';
import { Failure } from './failure.ts';
import { readBytes } from './files.ts';
import { known } from './plugins.ts';

/** A network out of a file, with what the file says of its training. */
export interface LoadedNetwork {
  readonly network: TwoLayerNet | MultiLayerNet;
  readonly model: LoadedModel;
}

/** The network in a model file. */
export async function loadNetwork(path: string): Promise<LoadedNetwork> {
  const model = loadModel(await readBytes(path), { ...known, name: path });
  for (const [name, { data }] of Object.entries(model.params)) {
    // No training writes such a file.
    if (!data.every(Number.isFinite)) {
      throw new Failure('BAD_MODEL_FILE', `${path}: is damaged: ${name} holds NaN or infinity`);
    }
  }
  return { network: restore(model), model };
}
