import type { Dataset } from '@bilayer/datasets';
import type { Network, Params } from '@bilayer/models';
import type { Optimizer } from '@bilayer/optimizers';
import { BilayerError, checkOptions, sizeOf, type RandomState } from '@bilayer/tensor';
import type { Engine } from './engine.ts';
import type { GradientMethod } from './gradient-method.ts';
import type { Sampling } from './sampler.ts';
import type { TrainingState } from './training-state.ts';

export interface EarlyStopping {
  /** How many evaluations in a row may fail to improve the test accuracy. */
  readonly patience: number;
  /** By how much an evaluation must beat the best one to count as better. Default 0. */
  readonly minDelta?: number;
}

export interface TrainOptions<P extends Params = Params> {
  /** Trained in place: its `params` are replaced before each event that the caller sees. */
  readonly model: Network<P>;
  readonly data: Dataset;
  readonly optimizer: Optimizer;
  /** Draws the batches. Not needed with `resume`, which brings its own. */
  readonly random?: RandomState;
  /** Go on from here: the `state` of a checkpoint or end event of a training with the same options. */
  readonly resume?: TrainingState;
  /** Rows a batch. Default 100. */
  readonly batchSize?: number;
  /** How many updates in all (those before a resume included), or how many epochs; one of the two. */
  readonly iterations?: number;
  readonly epochs?: number;
  /** Default 'replacement', as in the book. */
  readonly sampling?: Sampling;
  /** Default `backprop`; `numerical()` for central differences. */
  readonly gradient?: GradientMethod;
  /** Default `eager()`. */
  readonly engine?: Engine;
  /** A report event every so many updates. Default a hundredth of an epoch's, at least 1. */
  readonly reportEvery?: number;
  /** When to evaluate in each epoch: after its last update (default), or after its first, as the book's script does. */
  readonly evaluate?: 'epoch-end' | 'epoch-start';
  /** A checkpoint event every so many updates; none when left out. */
  readonly checkpointEvery?: number;
  /** Stop when the test accuracy no longer rises, and go back to the best parameters. */
  readonly earlyStopping?: EarlyStopping;
  /** Ends the training, within a long step too; the end event then has reason 'aborted'. */
  readonly signal?: AbortSignal;
}

/** The generator that a training without `resume` cannot do without. */
export function needRandom(random: RandomState | undefined): RandomState {
  if (random !== undefined) return random;
  throw new BilayerError(
    'BAD_ARGUMENT',
    'train: expected random, the generator that draws the batches: randomState(0)',
  );
}

/** What a part has to have, and how one is got: for those who write plain JavaScript. */
const parts: Readonly<Record<string, readonly [method: string, example: string]>> = {
  model: ['predict', 'new TwoLayerNet({ … })'],
  data: ['train', 'await digits()'],
  optimizer: ['update', 'sgd({ lr: 0.1 })'],
  engine: ['prepare', 'eager()'],
  gradient: ['steps', 'numerical()'],
  random: ['choice', 'randomState(0)'],
  resume: ['settings', 'decodeCheckpoint(bytes).state'],
  signal: ['throwIfAborted', 'new AbortController().signal'],
};
const names: readonly string[] = [
  ...Object.keys(parts),
  'batchSize',
  'iterations',
  'epochs',
  'sampling',
  'reportEvery',
  'evaluate',
  'checkpointEvery',
  'earlyStopping',
];
const choices: Readonly<Record<string, readonly string[]>> = {
  sampling: ['replacement', 'shuffle'],
  evaluate: ['epoch-end', 'epoch-start'],
};

/** Throws `BAD_ARGUMENT` for a part that is of another kind, a choice that does not exist, or an unknown option. */
function checkForm(options: Readonly<Record<string, unknown>>): void {
  checkOptions('train', options, names);
  for (const [name, [method, example]] of Object.entries(parts)) {
    const part = options[name];
    const needed = name === 'model' || name === 'data' || name === 'optimizer';
    if (part === undefined && !needed) continue;
    if (typeof part !== 'object' || part === null || !(method in part)) {
      const got =
        part instanceof Promise
          ? 'a Promise; await it'
          : typeof part === 'function'
            ? 'a function; call it'
            : typeof part;
      throw new BilayerError('BAD_ARGUMENT', `train: ${name} is something like ${example}; got ${got}`);
    }
  }
  for (const [name, allowed] of Object.entries(choices)) {
    const choice = options[name];
    if (choice !== undefined && !allowed.includes(choice as string)) {
      throw new BilayerError(
        'BAD_ARGUMENT',
        `train: ${name} is ${allowed.join(' or ')}; got ${JSON.stringify(choice)}`,
      );
    }
  }
}

/** Throws `INCOMPATIBLE_CONTRACT` for a part made for another version. */
function checkContract(role: string, part: { readonly name: string; readonly contract: number }): void {
  if (part.contract === 1) return;
  throw new BilayerError(
    'INCOMPATIBLE_CONTRACT',
    `train: the ${role} ${part.name} has contract ${part.contract}, and this version takes contract 1; ` +
      'install versions of both packages that agree',
  );
}

/**
 * Throws `BAD_ARGUMENT` and `SHAPE_MISMATCH` for options that are wrong or do not fit each other, and
 * `INCOMPATIBLE_CONTRACT` for parts made for another version.
 */
export function checkTask<P extends Params>(options: TrainOptions<P>): void {
  checkForm({ ...options });
  const { model, data, optimizer, engine, iterations, epochs, ...rest } = options;
  checkContract('data set', data);
  checkContract('optimizer', optimizer);
  if (engine !== undefined) checkContract('engine', engine);
  const positive = {
    batchSize: rest.batchSize,
    iterations,
    epochs,
    reportEvery: rest.reportEvery,
    checkpointEvery: rest.checkpointEvery,
  };
  for (const [name, value] of Object.entries(positive)) {
    if (value !== undefined && !(Number.isInteger(value) && value > 0)) {
      throw new BilayerError('BAD_ARGUMENT', `train: ${name} is a whole number above 0; got ${value}`);
    }
  }
  if ((iterations === undefined) === (epochs === undefined)) {
    throw new BilayerError('BAD_ARGUMENT', 'train: say either iterations or epochs');
  }
  const inputs = sizeOf(data.train.shape);
  if (inputs !== model.sizes[0]) {
    throw new BilayerError(
      'SHAPE_MISMATCH',
      `train: ${data.name} has ${inputs} features a row and the ${model.kind} takes ${model.sizes[0] ?? 0}; make it with inputSize: ${inputs}`,
    );
  }
  const outputs = model.sizes[model.sizes.length - 1] ?? 0;
  if (outputs < data.classes.length && !(outputs === 1 && data.classes.length === 2)) {
    throw new BilayerError(
      'SHAPE_MISMATCH',
      `train: ${data.name} has ${data.classes.length} classes and the ${model.kind} ${outputs} outputs; ` +
        `make it with outputSize: ${data.classes.length}`,
    );
  }
}
