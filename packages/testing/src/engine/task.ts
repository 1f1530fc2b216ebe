import type { Activation } from '@bilayer/activations';
import { gaussians, type Dataset, type Split } from '@bilayer/datasets';
import { MultiLayerNet, type FloatDType, type Network, type Params } from '@bilayer/models';
import { twoLayerNet, twoLayerNetChapter5 } from '@bilayer/models/book';
import { adam, momentum, sgd } from '@bilayer/optimizers';
import { abs, add, div, item, mul, randomState, type Tensor } from '@bilayer/tensor';
import { backprop, batchOf, numerical, type Pause, type Task } from '@bilayer/training';
import type { Run } from '../optimizer/probe.ts';
import { activationOf } from '../parts.ts';

const SIZES = { inputSize: 2, hiddenSize: 5, outputSize: 3 };
const data: Dataset = gaussians({ n: 45, classes: 3, random: randomState(5) });

/** Batches of several sizes, with rows that come twice. */
export const batches: readonly (readonly number[])[] = [
  [0, 1, 2, 3, 4, 5],
  [7],
  [8, 8, 3, 20],
  [9, 10, 11, 12],
];

/** A pause that is never due. */
const noPause: Pause = { due: () => false, wait: () => Promise.resolve() };

/** The book's network on three clouds of points, with SGD and backpropagation: what every engine takes. */
export function bookTask(dtype: FloatDType, changes: Partial<Task> = {}): Task {
  const model = twoLayerNet({ ...SIZES, weightInitStd: 0.3, random: randomState(0), dtype });
  return { model, data, optimizer: sgd({ lr: 0.1 }), gradient: backprop, pause: noPause, ...changes };
}

/** What an engine may take or refuse. */
export function otherTasks(dtype: FloatDType): readonly (readonly [what: string, task: Task])[] {
  const random = (): ReturnType<typeof randomState> => randomState(0);
  const chapter5 = twoLayerNetChapter5({ ...SIZES, weightInitStd: 0.3, random: random(), dtype });
  const several = (hidden: Activation): Network =>
    new MultiLayerNet({
      inputSize: 2,
      hiddenSizes: [4, 3],
      outputSize: 3,
      hidden,
      output: chapter5.output,
      ...(chapter5.lossFunction && { loss: chapter5.lossFunction }),
      weightDecay: 0.01,
      random: random(),
      dtype,
    });
  return [
    ['the optimizer momentum', bookTask(dtype, { optimizer: momentum({ lr: 0.1 }) })],
    ['the optimizer adam', bookTask(dtype, { optimizer: adam({ lr: 0.01 }) })],
    ['numerical gradients', bookTask(dtype, { gradient: numerical() })],
    ['relu, identity and softmaxCrossEntropy', bookTask(dtype, { model: chapter5 })],
    ['bytes with a divisor', bookTask(dtype, { data: bytesOf(data) })],
    ['one-hot targets', bookTask(dtype, { data: { ...data, train: { ...data.train, oneHot: true } } })],
    ['three layers with weight decay', bookTask(dtype, { model: several(softsign) })],
    ['an activation of its own that reads numbers', bookTask(dtype, { model: several(bent) })],
  ];
}

const softsign = activationOf('ownSoftsign', 'element', (a) => div(a, add(abs(a), 1)));

/** a + a²/10, in plain loops. */
const bent: Activation = {
  ...activationOf('bent', 'element', (a) => ({ ...a, data: a.data.map((v) => v + (v * v) / 10) })),
  backward: (dz, { a }): Tensor => mul(dz, add(1, mul(a, 0.2))),
};

/** The points as bytes, from −3 … 3 to 0 … 255. */
function bytesOf({ train, test, ...rest }: Dataset): Dataset {
  const bytes = (split: Split): Split => ({
    ...split,
    features: Uint8Array.from(split.features, (v) => Math.max(0, Math.min(255, Math.round((v + 3) * 42)))),
    divisor: 255,
  });
  return { ...rest, train: bytes(train), test: bytes(test) };
}

/** The same data with one more training row, of NaN; its number is the old length. */
export function withNaNRow({ train, ...rest }: Dataset): Dataset {
  const length = train.length + 1;
  const features = Float64Array.from({ length: length * 2 }, (_, i) => train.features[i] ?? NaN);
  const labels = Int32Array.from({ length }, (_, i) => train.labels[i] ?? 0);
  return { ...rest, train: { ...train, length, features, labels } };
}

/** What the network's own methods and the optimizer make of the same batches. */
export function reference(
  task: Task,
  rows: readonly (readonly number[])[],
): Run & { readonly losses: number[] } {
  const { model, optimizer, gradient } = task;
  let now: Run = { params: model.params, state: optimizer.init(model.params) };
  const losses: number[] = [];
  for (const batch of rows) {
    const { x, t } = batchOf(task.data.train, batch, model.dtype, task.data.classes.length);
    const grads = finish(gradient.steps(model, x, t, now.params));
    now = optimizer.update(now.params, grads, now.state);
    losses.push(item(model.loss(x, t, now.params)));
  }
  return { ...now, losses };
}

function finish(steps: Generator<undefined, Params, undefined>): Params {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}
