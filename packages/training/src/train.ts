import type { Params } from '@bilayer/models';
import { randomState } from '@bilayer/tensor';
import { eager } from './eager.ts';
import type { Session } from './engine.ts';
import type { TrainEvent } from './events.ts';
import { backprop } from './gradient-method.ts';
import { checkTask, needRandom, type EarlyStopping, type TrainOptions } from './options.ts';
import { createPause } from './pause.ts';
import { createSampler } from './sampler.ts';
import { checkSettings, settingsOf } from './settings.ts';
import type { AccuracyPoint, Best, LossPoint, TrainingState } from './training-state.ts';

/** Updates an epoch: how many batches it takes to see as many rows as the training split has. */
export function iterationsPerEpoch(rows: number, batchSize: number): number {
  return Math.max(1, Math.ceil(rows / batchSize));
}

/**
 * Trains `model` by mini-batches, as a stream of events:
 *
 *     for await (const event of train({ model, data, optimizer, random, epochs: 10 })) …
 *
 * It gives way to the event loop as soon as 8 ms have passed, between updates, pieces of an evaluation and elements of a
 * numerical gradient, so that timers, an abort and the page stay alive; a single update or loss is not taken apart. The
 * caller may leave the loop at any event; the model then has the parameters of that
 * event. Throws `BAD_ARGUMENT`, `RESUME_MISMATCH`, and `NOT_FINITE` when the loss or a parameter becomes NaN or
 * infinite, with the last good parameters kept in the model.
 */
export async function* train<P extends Params>(
  options: TrainOptions<P>,
): AsyncGenerator<TrainEvent, void, undefined> {
  checkTask(options);
  const { model, data, optimizer, resume, earlyStopping, signal } = options;
  const {
    batchSize = 100,
    sampling = 'replacement',
    gradient = backprop,
    engine = eager(),
    evaluate = 'epoch-end',
  } = options;
  const perEpoch = iterationsPerEpoch(data.train.length, batchSize);
  const total = options.iterations ?? (options.epochs ?? 0) * perEpoch;
  const reportEvery = options.reportEvery ?? Math.max(1, Math.ceil(perEpoch / 100));
  const settings = settingsOf({
    model,
    data,
    optimizer,
    engine,
    gradient,
    sampling,
    batchSize,
    evaluate,
    earlyStopping,
  });
  if (resume !== undefined) checkSettings(resume.settings, settings);
  const random = resume === undefined ? needRandom(options.random) : randomState(resume.random);
  const sampler = createSampler(sampling, data.train.length, batchSize, random, resume?.sampler);
  const pause = createPause(signal);
  const session: Session = await engine.prepare({
    model,
    data,
    optimizer,
    gradient,
    pause,
  });
  if (resume !== undefined) session.write(resume);

  const start = resume?.iteration ?? 0;
  let iteration = start;
  let pending: number[] = [...(resume?.pending ?? [])];
  let best: Best | undefined = resume?.best;
  const losses: LossPoint[] = [...(resume?.history.losses ?? [])];
  const accuracies: AccuracyPoint[] = [...(resume?.history.accuracies ?? [])];
  // The generator and the sampler as they were before the step under way, in case it has to be given up.
  let drawn = { random: random.snapshot(), sampler: sampler.state() };

  /** Puts the parameters back into the model, so that whoever gets the next event finds them there. */
  const hand = (event: TrainEvent): TrainEvent => {
    model.params = session.read().params as P;
    return event;
  };
  const state = (): TrainingState => ({
    ...session.read(),
    ...drawn,
    iteration,
    pending: [...pending],
    history: { losses: [...losses], accuracies: [...accuracies] },
    ...(best && { best }),
    settings,
  });
  const place = (): { iteration: number; epoch: number } => ({ iteration, epoch: iteration / perEpoch });
  const dueToEvaluate = (): boolean => {
    if (iteration === 0) return false;
    if (iteration === total) return true;
    return iteration % perEpoch === (evaluate === 'epoch-start' ? 1 % perEpoch : 0);
  };

  try {
    let reason: 'done' | 'early-stopping' = 'done';
    for (;;) {
      if (dueToEvaluate() && accuracies.at(-1)?.iteration !== iteration) {
        const point = {
          iteration,
          train: (await session.evaluate(data.train)).accuracy,
          test: (await session.evaluate(data.test)).accuracy,
        };
        accuracies.push(point);
        if (earlyStopping !== undefined) best = better(best, point, session.read().params, earlyStopping);
        yield hand({ type: 'evaluation', ...place(), trainAccuracy: point.train, testAccuracy: point.test });
      }
      if (earlyStopping !== undefined && best !== undefined && best.waited >= earlyStopping.patience) {
        session.write({ ...session.read(), params: best.params });
        reason = 'early-stopping';
        break;
      }
      if (iteration >= total) break;
      if (
        iteration > start &&
        options.checkpointEvery !== undefined &&
        iteration % options.checkpointEvery === 0
      ) {
        yield hand({ type: 'checkpoint', ...place(), state: state() });
      }
      if (pause.due()) await pause.wait();
      signal?.throwIfAborted();

      pending.push(await session.step(sampler.next()));
      iteration++;
      drawn = { random: random.snapshot(), sampler: sampler.state() };
      if (pending.length >= reportEvery || iteration === total) {
        const report = { type: 'report' as const, ...place(), losses: pending, loss: meanOf(pending) };
        losses.push({ iteration, loss: report.loss });
        pending = [];
        yield hand(report);
      }
    }
    yield hand({ type: 'end', reason, ...place(), state: state() });
  } catch (error) {
    if (signal?.aborted !== true || error !== signal.reason) throw error;
    yield hand({ type: 'end', reason: 'aborted', ...place(), state: state() });
  } finally {
    model.params = session.read().params as P;
    session.close();
  }
}

function better(
  best: Best | undefined,
  point: AccuracyPoint,
  params: Params,
  { minDelta = 0 }: EarlyStopping,
): Best {
  if (best !== undefined && point.test <= best.accuracy + minDelta)
    return { ...best, waited: best.waited + 1 };
  return { iteration: point.iteration, accuracy: point.test, waited: 0, params };
}

function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0) / numbers.length;
}
