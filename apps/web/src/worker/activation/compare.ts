import { train } from '@bilayer/training';
import type { Run } from '../../state/state.ts';
import { loadData } from '../data.ts';
import { prepare, totalOf } from '../work.ts';
import type { EpochPoint } from './protocol.ts';

/** Trains the network that `run` describes, as the command line would, and tells of every epoch. */
export async function trainOnce(run: Run, tell: (point: EpochPoint) => void): Promise<void> {
  const work = prepare(run, await loadData(run.data, run.seed, undefined));
  const { network, data, parts, random, perEpoch, gradient } = work;
  const events = train({
    model: network,
    data,
    optimizer: parts.optimizer,
    random,
    batchSize: run.batch,
    iterations: totalOf(work),
    gradient,
    engine: await work.engine,
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
