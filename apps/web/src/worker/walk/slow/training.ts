import { sigmoid, softmax } from '@bilayer/activations';
import { digits } from '@bilayer/datasets';
import { crossEntropy } from '@bilayer/losses';
import { byGain, TwoLayerNet } from '@bilayer/models';
import { sgd } from '@bilayer/optimizers';
import { randomState } from '@bilayer/tensor';
import { backprop, eager, numerical, train, type Engine, type TrainEvent } from '@bilayer/training';
import { wasm } from '@bilayer/wasm';
import type { Standing } from './protocol.ts';

const REPORT_EVERY = 5;

type Tell = (gradient: 'numerical' | 'backprop', standing: Standing) => void;

/** Trains 64-50-10 on the digits by both gradients in turn, from the same weights and on the same batches. */
export async function trainBoth(seed: number, iterations: number, tell: Tell): Promise<void> {
  try {
    await trainWith(() => wasm({ threads: 1 }), seed, iterations, tell);
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== 'WASM_UNAVAILABLE') throw error;
    await trainWith(eager, seed, iterations, tell);
  }
}

async function trainWith(engine: () => Engine, seed: number, iterations: number, tell: Tell): Promise<void> {
  const data = await digits();
  const start = (gradient: 'numerical' | 'backprop'): AsyncGenerator<TrainEvent, void, undefined> => {
    const random = randomState(seed);
    const model = new TwoLayerNet({
      ...{ inputSize: 64, hiddenSize: 50, outputSize: 10 },
      ...{ hidden: sigmoid, output: softmax, loss: crossEntropy, init: byGain(), random },
    });
    return train({
      ...{ model, data, random, iterations, batchSize: 100, reportEvery: REPORT_EVERY, engine: engine() },
      optimizer: sgd({ lr: 1 }),
      gradient: gradient === 'numerical' ? numerical() : backprop,
    });
  };
  const both = (['numerical', 'backprop'] as const).map((gradient) => ({
    gradient,
    events: start(gradient),
    seconds: 0,
    isOver: false,
  }));
  while (both.some(({ isOver }) => !isOver)) {
    for (const one of both) {
      // As far as to its next report, so that both draw their curves at the same time.
      while (!one.isOver) {
        const from = performance.now();
        const { value: event, done } = await one.events.next();
        one.seconds += (performance.now() - from) / 1000;
        one.isOver = done === true;
        if (event === undefined || (event.type !== 'report' && event.type !== 'evaluation')) continue;
        tell(one.gradient, {
          iteration: event.iteration,
          losses: event.type === 'report' ? event.losses : [],
          accuracy: event.type === 'evaluation' ? event.testAccuracy : undefined,
          seconds: one.seconds,
        });
        if (event.type === 'report') break;
      }
    }
  }
}
