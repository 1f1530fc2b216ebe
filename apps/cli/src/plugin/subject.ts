import type { Activation } from '@bilayer/activations';
import type { Dataset } from '@bilayer/datasets';
import type { Loss } from '@bilayer/losses';
import type { Optimizer } from '@bilayer/optimizers';
import { eager, type Engine } from '@bilayer/training';
import { namedData, sources } from '../data.ts';
import { Failure } from '../failure.ts';
import type { Io } from '../io.ts';
import { optimizers } from '../optimizer.ts';
import { activationFrom, activations, losses, lossFrom, orFormula } from '../plugins.ts';
import { parseSpec } from '../spec.ts';
import { onlyPlugin } from './find.ts';
import { importPlugin } from './import.ts';
import { activationKind, datasetKind, engineKind, lossKind, optimizerKind, type Kind } from './kinds.ts';

/** A plugin to be checked, with its kind. */
export type Subject =
  | { readonly kind: 'activation'; readonly value: Activation }
  | { readonly kind: 'loss'; readonly value: Loss }
  | { readonly kind: 'optimizer'; readonly value: Optimizer }
  | { readonly kind: 'dataset'; readonly value: Dataset }
  | { readonly kind: 'engine'; readonly value: Engine };

export type KindName = Subject['kind'];

const kinds: Readonly<Record<KindName, Kind<unknown>>> = {
  activation: activationKind,
  loss: lossKind,
  optimizer: optimizerKind,
  dataset: datasetKind,
  engine: engineKind,
};

export const KIND_NAMES: readonly KindName[] = ['activation', 'loss', 'optimizer', 'dataset', 'engine'];

const engines: Readonly<Record<string, () => Engine>> = { eager };

/** What each kind has built in. */
const tables: Readonly<Record<KindName, Readonly<Record<string, unknown>>>> = {
  activation: activations,
  loss: losses,
  optimizer: optimizers,
  dataset: sources,
  engine: engines,
};

/** The plugin of any kind, or of the one that is said, that `text` names. */
export async function subjectFrom(text: string, wanted: KindName | undefined, io: Io): Promise<Subject> {
  const named = (): Promise<Subject> => namedSubject(text, wanted, io);
  return wanted === undefined || wanted === 'activation' ? orFormula(text, named) : named();
}

async function namedSubject(text: string, wanted: KindName | undefined, io: Io): Promise<Subject> {
  const { name, exported, settings } = parseSpec(text);
  const possible = wanted === undefined ? KIND_NAMES : [wanted];
  const builtIn = possible.find((kind) => Object.hasOwn(tables[kind], name));
  if (builtIn !== undefined) return builtInSubject(builtIn, text, io);
  const names = possible.flatMap((kind) => Object.keys(tables[kind]));
  const module = await importPlugin(
    name,
    { what: wanted === 'dataset' ? 'data set' : (wanted ?? 'plugin'), names },
    io,
  );
  const isSet = Object.keys(settings).length > 0;
  const { kind, value, isMade } = await onlyPlugin(module, {
    kinds: possible.map((one) => kinds[one]),
    wanted: exported,
    settings: isSet ? settings : undefined,
    other: ({ what }) => `--kind ${KIND_NAMES.find((one) => kinds[one].what === what) ?? ''}`,
  });
  const found = possible.find((one) => kinds[one] === kind) ?? 'activation';
  return {
    kind: found,
    value: isSet && !(found === 'dataset' && isMade) ? configured(text, value, settings) : value,
  } as Subject;
}

async function builtInSubject(kind: KindName, text: string, io: Io): Promise<Subject> {
  const { name, settings } = parseSpec(text);
  switch (kind) {
    case 'activation':
      return { kind, value: await activationFrom(text, io) };
    case 'loss':
      return { kind, value: await lossFrom(text, io) };
    case 'optimizer':
      return { kind, value: optimizers[name]!(settings) };
    case 'dataset':
      return { kind, value: await namedData(text, io, 0) };
    case 'engine':
      return { kind, value: engines[name]!() };
  }
}

function configured(text: string, value: unknown, settings: object): unknown {
  if (typeof value === 'object' && value !== null && 'with' in value && typeof value.with === 'function') {
    return (value as { with(settings: object): unknown }).with(settings);
  }
  throw new Failure('BAD_SETTING', `${text}: this plugin has no settings`);
}
