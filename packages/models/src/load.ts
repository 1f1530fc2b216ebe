import type { Activation } from '@bilayer/activations';
import { readSafetensors } from '@bilayer/formats';
import type { Loss } from '@bilayer/losses';
import { BilayerError, type Config } from '@bilayer/tensor';
import { checkParams, checkSizes } from './checks.ts';
import type { Descriptor } from './descriptor.ts';
import type { FloatDType, Model } from './network.ts';
import type { DataNotes, ModelHeader, ModelNotes } from './save.ts';

export interface LoadOptions {
  /** The activations that the file may name. */
  readonly activations: readonly Activation[];
  /** The losses that the file may name; a model whose loss is not among them can predict, and asking it for a loss is an error. */
  readonly losses?: readonly Loss[];
  /** How to call the file in errors. */
  readonly name?: string;
}

/** A model with what its file says of its training. */
export interface LoadedModel extends Model {
  readonly notes: ModelNotes;
}

/**
 * The model in the bytes of a file that `saveModel` wrote. Its activations and loss are looked up by package and name
 * among the values given here and set as the file says; nothing is imported or run on the file's say-so. Throws
 * `UNKNOWN_PLUGIN` (its `cause` is the descriptor in the file) for an activation that is not among them, `BAD_MODEL_FILE` for a header that is not of this form,
 * `BAD_PARAMS` when parameters do not fit the sizes, and a `FormatError` for bytes that are not safetensors.
 */
export function loadModel(
  bytes: Uint8Array,
  { activations, losses = [], name = 'model' }: LoadOptions,
): LoadedModel {
  const { tensors, metadata } = readSafetensors(bytes, { name });
  const header = readHeader(name, metadata['bilayer']);
  const { kind, sizes, dtype, weightDecay } = header;
  checkSizes(name, sizes);
  checkParams(name, sizes, dtype, tensors);
  const loss = header.loss && resolveLoss(name, losses, header.loss);
  return {
    kind,
    sizes,
    dtype,
    params: tensors,
    hidden: header.hidden.map((descriptor) => resolve(name, activations, descriptor)),
    output: resolve(name, activations, header.output),
    ...(loss && { loss }),
    ...(weightDecay !== undefined && { weightDecay }),
    notes: notesOf(header),
  };
}

function notesOf({ seed, engine, data }: ModelHeader): ModelNotes {
  return {
    ...(seed !== undefined && { seed }),
    ...(engine !== undefined && { engine }),
    ...(data && { data }),
  };
}

function find<P extends Activation | Loss>(plugins: readonly P[], wanted: Descriptor): P | undefined {
  return plugins.find((plugin) => plugin.name === wanted.name && plugin.package === wanted.package);
}

function resolve(file: string, activations: readonly Activation[], wanted: Descriptor): Activation {
  const found = find(activations, wanted);
  if (found === undefined) {
    const line =
      wanted.package === undefined
        ? `loadModel(bytes, { activations: [${wanted.name}, …] })`
        : `import { ${wanted.name} } from '${wanted.package}'; loadModel(bytes, { activations: [${wanted.name}, …] })`;
    const given = activations.map((activation) => activation.name).join(', ') || 'none';
    throw new BilayerError(
      'UNKNOWN_PLUGIN',
      `${file}: the model uses the activation ${named(wanted)}, which is not among those given (${given}); write: ${line}`,
      { cause: wanted },
    );
  }
  return configured(file, found, wanted);
}

function named({ name, package: from }: Descriptor): string {
  return from === undefined ? name : `${name} of ${from}`;
}

/** The loss among those given; else one that says, when it is asked for, which one the file names. */
function resolveLoss(file: string, losses: readonly Loss[], wanted: Descriptor): Loss {
  const found = find(losses, wanted);
  if (found !== undefined) return configured(file, found, wanted);
  const missing: Loss = {
    ...wanted,
    reduce: 'mean',
    with: () => missing,
    perRow() {
      throw new BilayerError(
        'NO_LOSS',
        `${file}: a loss is asked for, and the file names the loss ${named(wanted)}, which was not given; ` +
          `write: loadModel(bytes, { activations, losses: [${wanted.name}] })`,
      );
    },
  };
  return missing;
}

/** The plugin with the settings in the file. */
function configured<P extends { with(config: Config): P }>(
  file: string,
  plugin: P,
  { name, config }: Descriptor,
): P {
  if (Object.keys(config).length === 0) return plugin;
  try {
    return plugin.with(config);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BilayerError('BAD_MODEL_FILE', `${file}: the settings of ${name} do not fit it: ${why}`, {
      cause: error,
    });
  }
}

function readHeader(file: string, text: string | undefined): ModelHeader {
  const bad = (what: string): BilayerError => new BilayerError('BAD_MODEL_FILE', `${file}: ${what}`);
  if (text === undefined) {
    throw bad("a safetensors file without the metadata 'bilayer', so not a model that saveModel wrote");
  }
  let header: Partial<ModelHeader>;
  try {
    header = JSON.parse(text) as Partial<ModelHeader>;
  } catch (error) {
    throw new BilayerError('BAD_MODEL_FILE', `${file}: the metadata 'bilayer' is not JSON`, { cause: error });
  }
  const { format, kind, sizes, dtype, hidden, output, loss } = header;
  if (format !== 1) {
    throw bad(
      `model format ${String(format)}; this version reads format 1, so install a newer @bilayer/models`,
    );
  }
  const dtypes: readonly (FloatDType | undefined)[] = ['float64', 'float32'];
  const kinds: readonly (Model['kind'] | undefined)[] = ['TwoLayerNet', 'MultiLayerNet'];
  if (!kinds.includes(kind)) throw bad(`kind is ${String(kind)}; expected TwoLayerNet or MultiLayerNet`);
  if (!dtypes.includes(dtype)) throw bad(`dtype is ${String(dtype)}; expected float64 or float32`);
  if (!Array.isArray(sizes) || !Array.isArray(hidden) || hidden.length !== sizes.length - 2) {
    throw bad('sizes and hidden do not describe the layers of a network');
  }
  const descriptors: unknown[] = [hidden, output, loss ?? output].flat();
  for (const descriptor of descriptors) {
    if (!isDescribed(descriptor))
      throw bad('an activation or loss is not described by name, contract and config');
    if (descriptor.contract !== 1) {
      throw new BilayerError(
        'INCOMPATIBLE_CONTRACT',
        `${file}: ${descriptor.name} has contract ${descriptor.contract}, and this version takes contract 1; ` +
          'install the version of @bilayer/models that wrote the file',
      );
    }
  }
  if (header.data !== undefined && !isDataNotes(header.data)) {
    throw bad('the training data is not described by name, shape, divisor and classes');
  }
  return header as ModelHeader;
}

function isDataNotes(value: unknown): value is DataNotes {
  if (typeof value !== 'object' || value === null) return false;
  const { name, shape, divisor, classes } = value as Partial<Record<keyof DataNotes, unknown>>;
  const lists =
    Array.isArray(shape) &&
    shape.every((length) => Number.isInteger(length) && length > 0) &&
    Array.isArray(classes) &&
    classes.every((label) => typeof label === 'string');
  return lists && typeof name === 'string' && typeof divisor === 'number' && divisor > 0;
}

function isDescribed(value: unknown): value is Omit<Descriptor, 'contract'> & { contract: number } {
  if (typeof value !== 'object' || value === null) return false;
  const { name, contract, config } = value as Partial<Record<keyof Descriptor, unknown>>;
  return (
    typeof name === 'string' && typeof contract === 'number' && typeof config === 'object' && config !== null
  );
}
