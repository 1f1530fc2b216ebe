import { readSafetensors, writeSafetensors, type StoredTensor } from '@bilayer/formats';
import { sortedJson } from '@bilayer/models';
import { BilayerError, type Tensor } from '@bilayer/tensor';
import type { Best, TrainingState } from './training-state.ts';

/** The part of a state that is not arrays, as JSON in the file's metadata. */
interface Header {
  readonly format: 1;
  readonly iteration: number;
  readonly optimizerStep: number;
  readonly randomPosition: number;
  readonly spareNormal?: number;
  readonly samplerPosition: number;
  readonly best?: Omit<Best, 'params'>;
  readonly settings: TrainingState['settings'];
}

/**
 * A training state as the bytes of a safetensors file. `notes` are the caller's own strings (how the training was
 * started, say), handed back by `decodeCheckpoint`. Equal states give equal bytes.
 */
export function encodeCheckpoint(
  state: TrainingState,
  notes: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const { iteration, random, sampler, best, settings, history } = state;
  const header: Header = {
    format: 1,
    iteration,
    optimizerStep: state.optimizer.step,
    randomPosition: random.position,
    ...(random.spareNormal !== undefined && { spareNormal: random.spareNormal }),
    samplerPosition: sampler.position,
    ...(best && { best: { iteration: best.iteration, accuracy: best.accuracy, waited: best.waited } }),
    settings,
  };
  const tensors: Record<string, StoredTensor> = {
    ...prefixed('params.', state.params),
    ...(best && prefixed('best.', best.params)),
    'random.key': { shape: [random.key.length], dtype: 'int32', data: Int32Array.from(random.key) },
    'sampler.order': { shape: [sampler.order.length], dtype: 'int32', data: sampler.order },
    'history.pending': columns(
      1,
      state.pending.map((loss) => [loss]),
    ),
    'history.losses': columns(
      2,
      history.losses.map(({ iteration: at, loss }) => [at, loss]),
    ),
    'history.accuracies': columns(
      3,
      history.accuracies.map(({ iteration: at, train, test }) => [at, train, test]),
    ),
  };
  for (const [slot, params] of Object.entries(state.optimizer.slots))
    Object.assign(tensors, prefixed(`optimizer.${slot}.`, params));
  return writeSafetensors(tensors, { ...notes, 'bilayer-checkpoint': sortedJson(header) });
}

/** The way back. Throws `BAD_CHECKPOINT` for a file that is not one, and a `FormatError` for damaged bytes. */
export function decodeCheckpoint(
  bytes: Uint8Array,
  { name = 'checkpoint' }: { readonly name?: string } = {},
): { readonly state: TrainingState; readonly notes: Readonly<Record<string, string>> } {
  const { tensors, metadata } = readSafetensors(bytes, { name });
  const { 'bilayer-checkpoint': text, ...notes } = metadata;
  const header = readHeader(name, text);
  const need = (part: string): StoredTensor => {
    const found = tensors[part];
    if (found === undefined)
      throw new BilayerError('BAD_CHECKPOINT', `${name}: the checkpoint has no ${part}`);
    return found;
  };
  const slots: Record<string, Record<string, Tensor>> = {};
  for (const [key, tensor] of Object.entries(tensors)) {
    const [kind, slot, param] = key.split('.');
    if (kind === 'optimizer' && slot !== undefined && param !== undefined)
      (slots[slot] ??= {})[param] = tensor;
  }
  const { spareNormal, best } = header;
  return {
    notes,
    state: {
      iteration: header.iteration,
      params: under('params.', tensors),
      optimizer: { step: header.optimizerStep, slots },
      random: {
        key: Uint32Array.from(need('random.key').data),
        position: header.randomPosition,
        ...(spareNormal !== undefined && { spareNormal }),
      },
      sampler: { order: Int32Array.from(need('sampler.order').data), position: header.samplerPosition },
      pending: Array.from(need('history.pending').data),
      history: {
        losses: rows(2, need('history.losses')).map(([iteration = 0, loss = 0]) => ({ iteration, loss })),
        accuracies: rows(3, need('history.accuracies')).map(([iteration = 0, train = 0, test = 0]) => ({
          iteration,
          train,
          test,
        })),
      },
      ...(best && { best: { ...best, params: under('best.', tensors) } }),
      settings: header.settings,
    },
  };
}

function readHeader(name: string, text: string | undefined): Header {
  if (text === undefined) {
    throw new BilayerError(
      'BAD_CHECKPOINT',
      `${name}: not a checkpoint of a training (the metadata 'bilayer-checkpoint' is missing)`,
    );
  }
  let header: Partial<Header>;
  try {
    header = JSON.parse(text) as Partial<Header>;
  } catch (error) {
    throw new BilayerError('BAD_CHECKPOINT', `${name}: the checkpoint's header is not JSON`, {
      cause: error,
    });
  }
  if (header.format !== 1 || header.settings === undefined) {
    throw new BilayerError(
      'BAD_CHECKPOINT',
      `${name}: checkpoint format ${String(header.format)}; this version reads format 1`,
    );
  }
  return header as Header;
}

function prefixed(prefix: string, params: Readonly<Record<string, Tensor>>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [prefix + name, value]));
}

function under(prefix: string, tensors: Readonly<Record<string, StoredTensor>>): Record<string, Tensor> {
  const own = Object.entries(tensors).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value]));
}

function columns(width: number, lines: readonly (readonly number[])[]): StoredTensor {
  return { shape: [lines.length, width], dtype: 'float64', data: Float64Array.from(lines.flat()) };
}

function rows(width: number, { data }: StoredTensor): number[][] {
  return Array.from({ length: data.length / width }, (_, i) =>
    Array.from(data.subarray(i * width, (i + 1) * width)),
  );
}
