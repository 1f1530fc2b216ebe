import { writeSafetensors } from '@bilayer/formats';
import { describe, type Descriptor } from './descriptor.ts';
import type { FloatDType, Model } from './network.ts';

/** What a model's numbers are, beside the parameters: the file's metadata string `bilayer`, as JSON with sorted keys. */
export interface ModelHeader extends ModelNotes {
  /** The version of this header. */
  readonly format: 1;
  readonly kind: Model['kind'];
  readonly sizes: readonly number[];
  readonly dtype: FloatDType;
  readonly hidden: readonly Descriptor[];
  readonly output: Descriptor;
  readonly loss?: Descriptor;
  readonly weightDecay?: number;
}

/** What whoever trained a model can say of it. */
export interface ModelNotes {
  /** The seed of the generator that the weights and the batches were drawn with. */
  readonly seed?: number;
  /** The engine that trained it, e.g. 'eager'. */
  readonly engine?: string;
  /** What it was trained on, so that an input can be made in the same way. */
  readonly data?: DataNotes;
}

export interface DataNotes {
  readonly name: string;
  /** The shape of one example, e.g. [8, 8] before it is flattened. */
  readonly shape: readonly number[];
  /** What the stored numbers were divided by, e.g. 255. */
  readonly divisor: number;
  /** The classes' names in the order of the outputs. */
  readonly classes: readonly string[];
}

/**
 * The model as the bytes of one `.safetensors` file: the parameters by name, and a metadata string that names the
 * activations and the loss with their settings. No code and no time goes in: equal models give equal bytes. (Sources:
 * the safetensors format; see `loadModel` for the way back.)
 */
export function saveModel(
  network: { model(): Model } | Model,
  notes: ModelNotes = {},
): Uint8Array<ArrayBuffer> {
  const model = 'model' in network ? network.model() : network;
  const { kind, sizes, dtype, params, hidden, output, loss, weightDecay } = model;
  const header: ModelHeader = {
    format: 1,
    kind,
    sizes,
    dtype,
    hidden: hidden.map(describe),
    output: describe(output),
    ...(loss && { loss: describe(loss) }),
    ...(weightDecay !== undefined && weightDecay !== 0 && { weightDecay }),
    ...notes,
  };
  return writeSafetensors(params, { bilayer: sortedJson(header) });
}

/** JSON with the keys of every object in order, so that equal values give equal strings. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
