import type { Dataset } from '@bilayer/datasets';
import { TwoLayerNet, type ModelNotes } from '@bilayer/models';
import { randomState, sizeOf, type RandomState } from '@bilayer/tensor';
import {
  backprop,
  iterationsPerEpoch,
  numerical,
  type Engine,
  type GradientMethod,
  type TrainingState,
} from '@bilayer/training';
import type { Run } from '../state/state.ts';
import { engineFor } from './engine.ts';
import { partsOf, type Parts } from './plugins.ts';

/** A network with all that trains it, and how far it is. */
export interface Work {
  run: Run;
  readonly parts: Parts;
  readonly data: Dataset;
  readonly network: TwoLayerNet;
  /** Drew the weights, and draws the batches until there is a `state`. */
  readonly random: RandomState;
  readonly perEpoch: number;
  readonly gradient: GradientMethod;
  /** Being found out, and its kernels compiled, from the beginning. */
  readonly engine: Promise<Engine>;
  state?: TrainingState;
  /** What the file of a loaded model says, until it is trained further. */
  notes?: ModelNotes;
}

/** The network that `run` describes, or `network` in its place, as the command line would train it. */
export function prepare(run: Run, data: Dataset, network?: TwoLayerNet): Work {
  const parts = partsOf(run);
  const random = randomState(run.seed);
  const made =
    network ??
    new TwoLayerNet({
      inputSize: sizeOf(data.train.shape),
      hiddenSize: run.hidden,
      outputSize: data.classes.length,
      hidden: parts.hidden,
      output: parts.output,
      loss: parts.loss,
      init: parts.init,
      dtype: run.dtype,
      random,
    });
  const gradient = run.gradient === 'numerical' ? numerical() : backprop;
  const engine = engineFor(run.engine, { model: made, data, optimizer: parts.optimizer, gradient });
  // Told to whoever asks for it.
  engine.catch(() => undefined);
  const perEpoch = iterationsPerEpoch(data.train.length, run.batch);
  return { run, parts, data, network: made, random, perEpoch, gradient, engine };
}

/** Updates in all. */
export function totalOf({ run, perEpoch }: Work): number {
  return run.epochs * perEpoch;
}
