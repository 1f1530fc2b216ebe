import type { Activation } from '@bilayer/activations';
import type { Loss } from '@bilayer/losses';
import type { Optimizer } from '@bilayer/optimizers';
import { BilayerError } from '@bilayer/tensor';
import type { Task } from '@bilayer/training';
import type { Program } from './program.ts';
import { isSparse } from './rows.ts';

/** Where a part of the step is computed: by a kernel, or by the plugin itself on a view of the engine's memory. */
export type Place = 'kernel' | 'view';

/** The same for a hidden activation, whose operations may also be interpreted inside. */
export type HiddenPlace = Place | 'program';

/** How a session does its work. */
export interface Description {
  readonly rows: 'sparse' | 'dense';
  readonly threads: 1 | 2;
  readonly hidden: HiddenPlace;
  /** The output activation and the loss. */
  readonly output: Place;
  readonly optimizer: Place;
  /** With `numerical()`: whether kernels take the differences, or @bilayer/models does. */
  readonly gradient?: Place;
}

/** What `kind` stands for in assembly/: a plugin that has no kernel. */
export const OUTSIDE = 100;

/** A kernel and the number that it takes from the plugin's settings. */
export interface Kind {
  readonly kind: number;
  readonly setting: number;
}

const outside: Kind = { kind: OUTSIDE, setting: 0 };

/** The hidden activation as a kernel or as a program. */
export interface HiddenKind {
  readonly kind: number;
  readonly program?: Program;
}

/** What `kind` stands for in assembly/ as well: an activation as a list of operations. */
export const PROGRAM = 101;

interface Plugin {
  readonly name: string;
  readonly package?: string;
  readonly contract: number;
  readonly config: Readonly<Record<string, unknown>>;
}

/** The plugin's name where it is one of ours, which is known by its package, its name and its contract. */
export function ours(plugin: Plugin, from: string): string {
  return plugin.package === from && (plugin.contract as unknown) === 1 ? plugin.name : '';
}

function numberOf(config: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const value = config[name];
  return typeof value === 'number' ? value : undefined;
}

/** As in assembly/activations.ts. */
const kernels: Readonly<Record<string, number>> = { identity: 0, sigmoid: 1, relu: 2, tanh: 3 };

export function chooseHidden(activation: Activation): HiddenKind {
  return { kind: kernels[ours(activation, '@bilayer/activations')] ?? OUTSIDE };
}

export interface OutputKind extends Kind {
  readonly output: number;
}

const IDENTITY = 0;
const SIGMOID = 1;
const SOFTMAX = 1000;
const outputs: Readonly<Record<string, number>> = { identity: IDENTITY, sigmoid: SIGMOID, softmax: SOFTMAX };

/** The kind of an output activation: `OUTSIDE` where it has no kernel. */
export function chooseOutputActivation(activation: Activation): number {
  return outputs[ours(activation, '@bilayer/activations')] ?? OUTSIDE;
}

/** As in assembly/output.ts: the kind, the output activations it goes with, and the name of its setting. */
const losses: Readonly<Record<string, readonly [kind: number, with_: readonly number[], setting?: string]>> =
  {
    softmaxCrossEntropy: [1, [IDENTITY]],
    crossEntropy: [2, [SOFTMAX], 'epsilon'],
    meanSquaredError: [3, [IDENTITY, SIGMOID, SOFTMAX]],
    sumSquaredError: [4, [IDENTITY, SIGMOID, SOFTMAX]],
    binaryCrossEntropy: [5, [SIGMOID], 'epsilon'],
  };

/** The kernel for output activation and loss together; `largest` is the largest label there is. */
function chooseOutput(activation: Activation, loss: Loss, size: number, largest: number): OutputKind {
  const output = outputs[ours(activation, '@bilayer/activations')];
  const [kind, fitting, name] = losses[ours(loss, '@bilayer/losses')] ?? [OUTSIDE, []];
  const setting = name === undefined ? 0 : numberOf(loss.config, name);
  const labels = kind === 5 && size === 1 ? 2 : size;
  if (output === undefined || setting === undefined || !fitting.includes(output) || largest >= labels) {
    return { ...outside, output: OUTSIDE };
  }
  return { kind, setting, output };
}

/** The kinds of assembly/optimizers.ts, the slots of each in order, and the settings it needs. */
const optimizers: Readonly<
  Record<
    string,
    { readonly kind: number; readonly slots: readonly string[]; readonly settings: readonly string[] }
  >
> = {
  sgd: { kind: 0, slots: [], settings: [] },
  momentum: { kind: 1, slots: ['v'], settings: ['momentum'] },
  nesterov: { kind: 2, slots: ['v'], settings: ['momentum'] },
  adaGrad: { kind: 3, slots: ['h'], settings: ['epsilon'] },
  rmsProp: { kind: 4, slots: ['h'], settings: ['decay', 'epsilon'] },
  adam: { kind: 5, slots: ['m', 'v'], settings: ['beta1', 'beta2', 'epsilon'] },
  adamW: { kind: 6, slots: ['m', 'v'], settings: ['beta1', 'beta2', 'epsilon', 'weightDecay'] },
};

export interface OptimizerKind {
  readonly kind: number;
  readonly slots: readonly string[];
}

const noKernel: OptimizerKind = { kind: OUTSIDE, slots: [] };

function chooseOptimizer(optimizer: Optimizer): OptimizerKind {
  const known = optimizers[ours(optimizer, '@bilayer/optimizers')];
  const complete =
    known?.settings.every((name) => numberOf(optimizer.config, name) !== undefined) === true &&
    optimizer.rate !== undefined;
  return known !== undefined && complete ? known : noKernel;
}

/** A network as this engine takes it. */
export interface Parts {
  readonly sizes: readonly [inputs: number, hidden: number, outputs: number];
  readonly hidden: Activation;
  readonly output: Activation;
  readonly loss: Loss;
  readonly weightDecay: number;
}

/** How a task is to be done. */
export interface Choice {
  readonly parts: Parts;
  readonly hidden: HiddenKind;
  readonly output: OutputKind;
  readonly optimizer: OptimizerKind;
  /** Whether the gradient is a numerical one; the optimizer is then called as the eager engine calls it. */
  readonly numerical: boolean;
  readonly sparse: boolean;
  /** How many threads are worth their while. */
  readonly threads: 1 | 2;
}

// Below this size of W1 threads would wait for each other longer than they work.
const WORTH_TWO_THREADS = 8192;

/** Throws `ENGINE_UNSUPPORTED` for what this engine does not take. */
export function choose(task: Omit<Task, 'pause'>): Choice {
  const parts = partsOf(task);
  const [inputs, units, outputs] = parts.sizes;
  const hidden = chooseHidden(parts.hidden);
  const output = chooseOutput(parts.output, parts.loss, outputs, largestOf(task.data.train.labels));
  const numerical = task.gradient.name === 'numerical';
  const optimizer = numerical ? noKernel : chooseOptimizer(task.optimizer);
  const threads = inputs * units >= WORTH_TWO_THREADS ? 2 : 1;
  return { parts, hidden, output, optimizer, numerical, sparse: isSparse(task.data.train), threads };
}

/** Whether all of a step is computed inside: nothing has to be called. */
export function isInside({ hidden, output, optimizer }: Choice): boolean {
  return hidden.kind !== OUTSIDE && output.kind !== OUTSIDE && optimizer.kind !== OUTSIDE;
}

export function describe({ hidden, output, optimizer, sparse }: Choice, threads: 1 | 2): Description {
  const place = (kind: number): Place => (kind === OUTSIDE ? 'view' : 'kernel');
  return {
    rows: sparse ? 'sparse' : 'dense',
    threads,
    hidden: hidden.program === undefined ? place(hidden.kind) : 'program',
    output: place(output.kind),
    optimizer: place(optimizer.kind),
  };
}

function largestOf(labels: ArrayLike<number>): number {
  let largest = 0;
  for (let i = labels.length - 1; i >= 0; i--) largest = Math.max(largest, labels[i]!);
  return largest;
}

function partsOf({ model, gradient }: Pick<Task, 'model' | 'gradient'>): Parts {
  const refuse = (what: string): BilayerError =>
    new BilayerError('ENGINE_UNSUPPORTED', `wasm: ${what}; use eager() of @bilayer/training for that`);
  if (gradient.name !== 'backprop' && gradient.name !== 'numerical') {
    throw refuse(`this engine computes gradients by backprop or numerically, not by ${gradient.name}`);
  }
  const { hidden: all, output, loss, weightDecay = 0 } = model.model();
  const [inputs, middle, outputs, ...others] = model.sizes;
  const [hidden] = all;
  if (inputs === undefined || middle === undefined || outputs === undefined || others.length > 0 || !hidden) {
    throw refuse(`this engine takes networks with one hidden layer; this one is ${model.sizes.join('-')}`);
  }
  if (loss === undefined) {
    throw new BilayerError(
      'NO_LOSS',
      'wasm: the network has no loss to train by; make it with loss: crossEntropy',
    );
  }
  return { sizes: [inputs, middle, outputs], hidden, output, loss, weightDecay };
}
