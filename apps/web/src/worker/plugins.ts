import * as allActivations from '@bilayer/activations';
import type { Activation } from '@bilayer/activations';
import { formula } from '@bilayer/activations/formula';
import * as allLosses from '@bilayer/losses';
import type { Loss } from '@bilayer/losses';
import { byGain, gaussian, he, xavier, type Initializer, type LoadedModel } from '@bilayer/models';
import { adaGrad, adam, adamW, momentum, nesterov, rmsProp, sgd, type Optimizer } from '@bilayer/optimizers';
import { BilayerError } from '@bilayer/tensor';
import { outputs, type LossName, type OptimizerName } from '../state/choices.ts';
import type { Run } from '../state/state.ts';

/** The values among a package's exports that are plugins. */
function pluginsOf(exports: object): readonly unknown[] {
  return Object.values(exports).filter(
    (value) => typeof value === 'object' && value !== null && 'contract' in value,
  );
}

/** What a model file, and a run, may name. */
export const activations: readonly Activation[] = [...(pluginsOf(allActivations) as Activation[]), formula];
export const losses: readonly Loss[] = pluginsOf(allLosses) as Loss[];

const optimizers: Readonly<Record<OptimizerName, (settings: { lr: number }) => Optimizer>> = {
  sgd,
  momentum,
  nesterov,
  adaGrad,
  rmsProp,
  adam,
  adamW,
};

const initializers: Readonly<Record<Run['init'], Initializer>> = {
  byGain: byGain(),
  xavier: xavier(),
  he: he(),
  'gaussian(std=0.01)': gaussian({ std: 0.01 }),
};

/** `relu`, `leakyRelu(alpha=0.1)`, `formula(x * sigmoid(x))`. Throws `BAD_SETTING` and what `with` throws. */
export function activationFrom(text: string): Activation {
  const [, name = '', inside] = /^(\w+)(?:\((.*)\))?$/s.exec(text) ?? [];
  const found = activations.find((one) => one.name === name);
  if (found === undefined) {
    throw new BilayerError('UNKNOWN_NAME', `there is no activation '${text}'`);
  }
  if (inside === undefined) return found;
  if (name === formula.name) return formula.with({ expr: inside });
  const settings = inside.split(',').map((part) => {
    const [, key, value] = /^\s*(\w+)\s*=\s*(\S+)\s*$/.exec(part) ?? [];
    if (key === undefined || !Number.isFinite(Number(value))) {
      throw new BilayerError('BAD_SETTING', `'${text}': settings are written name(setting=number)`);
    }
    return [key, Number(value)] as const;
  });
  return found.with(Object.fromEntries(settings));
}

/** An activation as `activationFrom` takes it; undefined for settings that it cannot write. */
export function activationText({ name, config }: Pick<Activation, 'name' | 'config'>): string | undefined {
  const { expr } = config;
  if (name === formula.name) return typeof expr === 'string' ? `formula(${expr})` : undefined;
  const usual = activations.find((one) => one.name === name)?.config ?? {};
  const settings = Object.entries(config).filter(([key, value]) => usual[key] !== value);
  if (settings.length === 0) return name;
  const written = settings.flatMap(([key, value]) => (typeof value === 'number' ? [`${key}=${value}`] : []));
  return written.length === settings.length ? `${name}(${written.join(', ')})` : undefined;
}

/** What a run names. */
export interface Parts {
  readonly hidden: Activation;
  readonly output: Activation;
  readonly loss: Loss;
  readonly init: Initializer;
  readonly optimizer: Optimizer;
}

export function partsOf(run: Run): Parts {
  const loss = losses.find(({ name }) => name === run.loss);
  if (loss === undefined) throw new BilayerError('UNKNOWN_NAME', `there is no loss '${run.loss}'`);
  return {
    hidden: activationFrom(run.activation),
    output: activationFrom(outputs[run.loss]),
    loss,
    init: initializers[run.init],
    optimizer: optimizers[run.optimizer]({ lr: run.rate }),
  };
}

/** The run that goes on with a loaded model. Throws `MODEL_UNSUITED` for one that the page has no place for. */
export function runWith(model: LoadedModel, run: Run): Run {
  const [, hidden, ...more] = model.sizes;
  const [activation] = model.hidden;
  const text = activation && activationText(activation);
  if (hidden === undefined || more.length !== 1 || text === undefined) {
    const sizes = model.sizes.join('-');
    throw new BilayerError(
      'MODEL_UNSUITED',
      `the page takes networks with one hidden layer; this one is ${sizes}`,
    );
  }
  const loss = (Object.keys(outputs) as LossName[]).find((name) => name === model.loss?.name);
  if (loss === undefined || outputs[loss] !== model.output.name) {
    throw new BilayerError(
      'MODEL_UNSUITED',
      `the page has no loss ${model.loss?.name ?? '(none in the file)'} with the output ${model.output.name}`,
    );
  }
  return { ...run, hidden, activation: text, loss, dtype: model.dtype, seed: model.notes.seed ?? run.seed };
}
