import { TwoLayerNet } from '@bilayer/models';
import { randomState, sizeOf } from '@bilayer/tensor';
import { backprop, eager, iterationsPerEpoch, numerical, train, type Engine } from '@bilayer/training';
import { wasm } from '@bilayer/wasm';
import { engineOf, type Run } from '../../state/state.ts';
import { loadData } from '../data.ts';
import { partsOf } from '../plugins.ts';
import type { EpochPoint } from './protocol.ts';

/** Trains the network that `run` describes, as the command line would, and tells of every epoch. */
export async function trainOnce(run: Run, tell: (point: EpochPoint) => void): Promise<void> {
  if (engineOf(run) === 'eager') {
    await trainWith(eager(), run, tell);
    return;
  }
  try {
    await trainWith(wasm(), run, tell);
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== 'WASM_UNAVAILABLE') throw error;
    await trainWith(eager(), run, tell);
  }
}

async function trainWith(engine: Engine, run: Run, tell: (point: EpochPoint) => void): Promise<void> {
  const data = await loadData(run.data, run.seed, undefined);
  const { hidden, output, loss, init, optimizer } = partsOf(run);
  const random = randomState(run.seed);
  const model = new TwoLayerNet({
    inputSize: sizeOf(data.train.shape),
    hiddenSize: run.hidden,
    outputSize: data.classes.length,
    hidden,
    output,
    loss,
    init,
    dtype: run.dtype,
    random,
  });
  const perEpoch = iterationsPerEpoch(data.train.length, run.batch);
  const events = train({
    model,
    data,
    optimizer,
    random,
    batchSize: run.batch,
    iterations: run.epochs * perEpoch,
    gradient: run.gradient === 'numerical' ? numerical() : backprop,
    engine,
    reportEvery: perEpoch,
  });
  let [sum, made] = [0, 0];
  for await (const event of events) {
    if (event.type === 'report') {
      for (const one of event.losses) sum += one;
      made += event.losses.length;
    } else if (event.type === 'evaluation') {
      tell({ epoch: event.iteration / perEpoch, loss: sum / made, accuracy: event.testAccuracy });
      [sum, made] = [0, 0];
    }
  }
}
