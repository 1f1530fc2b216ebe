import type { Activation } from '@bilayer/activations';
import { sigmoid, softmax } from '@bilayer/activations';
import type { Dataset, Split } from '@bilayer/datasets';
import { crossEntropy, type Loss } from '@bilayer/losses';
import { gaussian, MultiLayerNet, TwoLayerNet, type FloatDType } from '@bilayer/models';
import { sgd, type Optimizer } from '@bilayer/optimizers';
import { randomState } from '@bilayer/tensor';
import {
  backprop,
  eager,
  type GradientMethod,
  type Session,
  type SessionState,
  type Task,
} from '@bilayer/training';

export interface Wanted {
  readonly inputs?: number;
  readonly units?: number;
  readonly outputs?: number;
  readonly dtype?: FloatDType;
  readonly hidden?: Activation;
  readonly output?: Activation;
  readonly loss?: Loss;
  readonly optimizer?: Optimizer;
  readonly gradient?: GradientMethod;
  /** The share of features that are not 0. */
  readonly density?: number;
  readonly rows?: number;
  readonly weightDecay?: number;
}

/** A network on random bytes with labels. */
export function randomTask(wanted: Wanted = {}): Task {
  const { inputs = 20, units = 7, outputs = 3, dtype = 'float64', density = 0.3, rows = 40 } = wanted;
  const { hidden = sigmoid, output = softmax, loss = crossEntropy, optimizer = sgd({ lr: 0.1 }) } = wanted;
  const { gradient = backprop, weightDecay } = wanted;
  const sizes = { inputSize: inputs, outputSize: outputs };
  const options = { hidden, output, loss, dtype, init: gaussian({ std: 0.3 }), random: randomState(1) };
  const model =
    weightDecay === undefined
      ? new TwoLayerNet({ ...sizes, ...options, hiddenSize: units })
      : new MultiLayerNet({ ...sizes, ...options, hiddenSizes: [units], weightDecay });
  const data = randomBytes(inputs, outputs, rows, density);
  return {
    model,
    data,
    optimizer,
    gradient,
    pause: { due: () => false, wait: () => Promise.resolve() },
  };
}

function randomBytes(inputs: number, outputs: number, rows: number, density: number): Dataset {
  const random = randomState(2);
  const split = (length: number): Split => {
    const uniform = random.rand(length, inputs).data;
    return {
      length,
      shape: [inputs],
      features: Uint8Array.from(uniform, (v) => (v < density ? 1 + Math.floor((v / density) * 255) : 0)),
      divisor: 255,
      labels: Uint8Array.from(random.randint(0, Math.max(2, outputs), length).data),
    };
  };
  const classes = Array.from({ length: Math.max(2, outputs) }, (_, i) => String(i));
  return { contract: 1, name: 'bytes', classes, train: split(rows), test: split(rows) };
}

export interface Run {
  readonly losses: readonly number[];
  readonly state: SessionState;
  readonly accuracy: number;
}

/** The losses of steps with these batches, and what has become of the parameters. */
export async function run(
  session: Session,
  task: Task,
  batches: readonly (readonly number[])[],
): Promise<Run> {
  const losses: number[] = [];
  for (const batch of batches) losses.push(await session.step(batch));
  const { accuracy } = await session.evaluate(task.data.test);
  const state = session.read();
  session.close();
  return { losses, state, accuracy };
}

/** The same by the eager engine. */
export async function expected(task: Task, batches: readonly (readonly number[])[]): Promise<Run> {
  return run(await eager().prepare(task), task, batches);
}

export const someBatches: readonly (readonly number[])[] = [
  [0, 1, 2, 3, 4, 5, 5],
  [7],
  Array.from({ length: 33 }, (_, i) => i),
  [39, 11, 3],
];
