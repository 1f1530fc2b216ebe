import { basename, resolve } from 'node:path';
import { choose } from './choose.ts';
import { Failure } from './failure.ts';
import { isModule, parseSpec } from './spec.ts';

/** All that decides what a training does, as plain JSON: a checkpoint keeps it, so that --resume needs nothing else. */
export interface Plan {
  readonly data: string;
  readonly hidden: readonly number[];
  readonly activation: string;
  readonly output: string;
  readonly loss: string;
  readonly init: string;
  readonly weightDecay: number;
  readonly optimizer: string;
  readonly rate?: number;
  readonly schedule?: string;
  readonly batch: number;
  readonly iterations?: number;
  readonly epochs?: number;
  readonly sampling: 'replacement' | 'shuffle';
  readonly gradient: 'backprop' | 'numerical';
  readonly evaluate: 'epoch-end' | 'epoch-start';
  readonly earlyStopping?: number;
  readonly engine: 'wasm' | 'eager';
  readonly dtype: 'float64' | 'float32';
  readonly seed: number;
}

export const defaults: Omit<Plan, 'output'> = {
  data: 'digits',
  hidden: [50],
  activation: 'sigmoid',
  loss: 'crossEntropy',
  init: 'byGain',
  weightDecay: 0,
  optimizer: 'sgd',
  batch: 100,
  sampling: 'replacement',
  gradient: 'backprop',
  evaluate: 'epoch-end',
  engine: 'wasm',
  dtype: 'float32',
  seed: 0,
};

/** The output activations that losses are made for; the others take any values. */
const outputs: Readonly<Record<string, string>> = {
  crossEntropy: 'softmax',
  softmaxCrossEntropy: 'identity',
  binaryCrossEntropy: 'sigmoid',
  hinge: 'identity',
};

/** The output activation that a loss, as `--loss` names it, is made for; undefined where there is no such one. */
export function suitedOutput(loss: string): string | undefined {
  return outputs[parseSpec(loss).name];
}

/** How long a training is when nothing is said. */
export const EPOCHS = 100;

/** Named sets of options; single options given beside one take its place. */
export const presets: Readonly<Record<string, Partial<Plan>>> = {
  // Deep Learning from Scratch, ch05/train_neuralnet.py.
  book: {
    data: 'mnist',
    hidden: [50],
    activation: 'sigmoid',
    loss: 'crossEntropy',
    init: 'gaussian(std=0.01)',
    optimizer: 'sgd',
    rate: 0.1,
    batch: 100,
    iterations: 10_000,
    sampling: 'replacement',
    gradient: 'backprop',
    evaluate: 'epoch-start',
    engine: 'eager',
    dtype: 'float64',
    seed: 0,
  },
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The plan that a preset and the options given beside it make. */
export function planFrom(preset: string | undefined, given: Partial<Plan>): Plan {
  if (given.iterations !== undefined && given.epochs !== undefined) {
    throw new Failure('BAD_OPTION', 'say either --iterations or --epochs, not both');
  }
  const base: Partial<Plan> = preset === undefined ? {} : choose('preset', presets, preset);
  const merged = { ...defaults, ...base, ...given };
  // A preset's rate goes with its optimizer.
  const rate = merged.optimizer === base.optimizer ? merged.rate : given.rate;
  const output = merged.output ?? suitedOutput(merged.loss) ?? 'softmax';
  const length = given.iterations === undefined && given.epochs === undefined ? base : given;
  const plan: Mutable<Plan> = { ...merged, output };
  if (rate === undefined) delete plan.rate;
  return withLength(plan, length);
}

/** The plan with that length, or else the usual one. */
export function withLength(plan: Plan, { iterations, epochs = EPOCHS }: Partial<Plan>): Plan {
  const changed: Mutable<Plan> = { ...plan };
  delete changed.iterations;
  delete changed.epochs;
  return { ...changed, ...(iterations === undefined ? { epochs } : { iterations }) };
}

/** What the data is called in file names and titles: a file's, folder's or package's own name. */
export function dataName({ data }: Plan): string {
  const { name } = parseSpec(data);
  const own = basename(resolve(isModule(name) || data.endsWith(')') ? name : data));
  return own.replace(/\.csv(\.gz)?$/i, '').replace(/\.[cm]?[jt]s$/i, '');
}
