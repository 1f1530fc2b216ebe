import { digits, moons, type Dataset } from '@bilayer/datasets';
import { sigmoid, softmax, tanh } from '@bilayer/activations';
import { crossEntropy } from '@bilayer/losses';
import { TwoLayerNet, type FloatDType } from '@bilayer/models';
import { randomState, type RandomState } from '@bilayer/tensor';
import type { EndEvent, TrainEvent } from './events.ts';
import type { TrainOptions } from './options.ts';
import { train } from './train.ts';

export const digitsData: Dataset = await digits();
const moonsData: Dataset = moons({ n: 100, random: randomState(5) });

/** A small network for the 2-D points, and the generator that goes on drawing batches after its weights. */
export function moonsTask(dtype: FloatDType = 'float64'): {
  model: TwoLayerNet;
  data: Dataset;
  random: RandomState;
} {
  const random = randomState(0);
  const parts = { hidden: tanh, output: softmax, loss: crossEntropy, dtype, random };
  return {
    model: new TwoLayerNet({ inputSize: 2, hiddenSize: 8, outputSize: 2, ...parts }),
    data: moonsData,
    random,
  };
}

export function digitsTask(hiddenSize = 20): { model: TwoLayerNet; data: Dataset; random: RandomState } {
  const random = randomState(0);
  const parts = { hidden: sigmoid, output: softmax, loss: crossEntropy, random };
  return {
    model: new TwoLayerNet({ inputSize: 64, hiddenSize, outputSize: 10, ...parts }),
    data: digitsData,
    random,
  };
}

export async function collect(options: TrainOptions): Promise<{ events: TrainEvent[]; end: EndEvent }> {
  const events: TrainEvent[] = [];
  for await (const event of train(options)) events.push(event);
  const end = events.at(-1);
  if (end?.type !== 'end') throw new Error('the last event is not the end');
  return { events, end };
}
