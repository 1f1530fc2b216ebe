import { digits } from '@bilayer/datasets';
import { byGain, TwoLayerNet } from '@bilayer/models';
import { div, astype, randomState, take, tensor, type Tensor } from '@bilayer/tensor';
import { updated } from '../../net/params.ts';
import type { Parts } from './choices.ts';

export const RACE = { updates: 150, every: 5, batch: 100, hidden: 50, rate: 0.5 } as const;

/** Handwritten digits: pixels from 0 to 1, [N, 64], and labels. */
export interface Course {
  readonly train: readonly [x: Tensor, t: Tensor];
  readonly test: readonly [x: Tensor, t: Tensor];
}

export async function course(): Promise<Course> {
  const { train, test } = await digits();
  const part = ({ features, labels, length }: typeof train): readonly [Tensor, Tensor] => [
    div(astype(tensor(Uint8Array.from(features), [length, 64]), 'float64'), 16),
    tensor(Int32Array.from(labels)),
  ];
  return { train: part(train), test: part(test) };
}

/** What the network gets right after so many updates. */
export interface Lap {
  readonly updates: number;
  /** The share of the test digits, 0 … 1. */
  readonly accuracy: number;
}

/**
 * Trains a 64-50-10 net with these parts, an update at a time; after every fifth comes a lap. Weights and batches
 * are drawn by the seed. The rate is for a loss that is a mean: for one that is a sum over the batch it is divided.
 */
export function* race({ train, test }: Course, parts: Parts, seed: number): Generator<Lap | undefined> {
  const random = randomState(seed);
  const { updates, every, batch, hidden: hiddenSize } = RACE;
  const net = new TwoLayerNet({
    inputSize: 64,
    hiddenSize,
    outputSize: 10,
    ...parts,
    init: byGain(),
    random,
  });
  const rate = parts.loss.reduce === 'sum' ? RACE.rate / batch : RACE.rate;
  const [x, t] = train;
  for (let i = 0; i <= updates; i++) {
    if (i > 0) {
      const rows = random.choice(x.shape[0] ?? 0, batch);
      net.params = updated(net.params, net.gradient(take(x, rows), take(t, rows)), rate);
    }
    // The accuracy takes longer than an update, and has a turn of its own.
    yield undefined;
    if (i % every === 0) yield { updates: i, accuracy: net.accuracy(...test) };
  }
}
