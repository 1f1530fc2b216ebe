import { rm } from 'node:fs/promises';
import type { Dataset } from '@bilayer/datasets';
import { saveModel, type MultiLayerNet, type TwoLayerNet } from '@bilayer/models';
import { randomState } from '@bilayer/tensor';
import {
  backprop,
  iterationsPerEpoch,
  numerical,
  train,
  type EndEvent,
  type TrainingState,
} from '@bilayer/training';
import { buildNetwork, type Parts } from './build.ts';
import { notesOf } from './data.ts';
import { engineFor, type Wish } from './engine.ts';
import { codeOf, EXIT, Failure } from './failure.ts';
import { freeName, writeWhole } from './files.ts';
import type { Io } from './io.ts';
import { dataName, type Plan } from './plan.ts';
import { pluginOptions, writeCheckpoint } from './resume.ts';
import { curvesSvg } from './show/curves-svg.ts';
import { count } from './show/number.ts';
import { progressLines, silent, type Progress } from './show/progress.ts';
import { shellLine } from './show/shell.ts';

export interface TrainingTask {
  readonly plan: Plan;
  readonly parts: Parts;
  readonly data: Dataset;
  /** Who wants the plan's engine. */
  readonly wish: Wish;
  /** Where the model will be written. */
  readonly out: string;
  /** Where the curves will be written, if they shall be. */
  readonly curves?: string;
  /** Where checkpoints go while it runs; removed at the end. */
  readonly checkpoint: string;
  readonly checkpointEvery?: number;
  readonly resume?: TrainingState;
  /** Whether files that are there may be replaced: --resume has to say so again. */
  readonly force: boolean;
  /** Shows nothing of the way. */
  readonly quiet: boolean;
  /** Called when the network is made and the engine is found: from here on there is a training by that plan. */
  readonly begun?: (plan: Plan, network: TwoLayerNet | MultiLayerNet) => void;
}

export interface TrainingResult {
  readonly network: TwoLayerNet | MultiLayerNet;
  readonly end: EndEvent;
  readonly total: number;
  /** The name of the engine that did it. */
  readonly engine: string;
}

/** Points of the curve of losses. */
const REPORTS_AN_EPOCH = 20;

/** How many updates a plan makes in all. */
export function totalOf(plan: Plan, data: Dataset): number {
  return plan.iterations ?? (plan.epochs ?? 0) * iterationsPerEpoch(data.train.length, plan.batch);
}

/**
 * Trains as planned and writes the model and the curves, with checkpoints on the way. Ctrl-C leaves a checkpoint and no model, and
 * throws INTERRUPTED with the command that goes on. When the training becomes NaN the last good parameters are written
 * beside `out`.
 */
export async function runTraining(given: TrainingTask, io: Io): Promise<TrainingResult> {
  const { parts, data, out, checkpoint, resume } = given;
  const random = randomState(given.plan.seed);
  const network = buildNetwork(given.plan, parts, data, random, io);
  const total = totalOf(given.plan, data);
  const work = {
    model: network,
    data,
    optimizer: parts.optimizer(total),
    gradient: given.plan.gradient === 'numerical' ? numerical() : backprop,
  };
  const { engine, note } = await engineFor(given.plan.engine, given.wish, work);
  // What is kept names the engine that does the work.
  const plan: Plan = { ...given.plan, engine: engine.name as Plan['engine'] };
  const task = { ...given, plan };
  task.begun?.(plan, network);
  if (note !== undefined && !task.quiet) io.note(note);
  const perEpoch = iterationsPerEpoch(data.train.length, plan.batch);
  const model = (): Uint8Array =>
    saveModel(network, { seed: plan.seed, engine: engine.name, data: notesOf(data) });
  const abort = new AbortController();
  const leave = io.onInterrupt(() => {
    abort.abort();
  });
  const progress = await progressOf(task, io, total);

  let end: EndEvent | undefined;
  try {
    const events = train({
      ...work,
      engine,
      random,
      batchSize: plan.batch,
      iterations: total,
      sampling: plan.sampling,
      // Every report copies the parameters; a numerical gradient takes so long that each update is worth one.
      reportEvery: plan.gradient === 'numerical' ? 1 : Math.ceil(perEpoch / REPORTS_AN_EPOCH),
      evaluate: plan.evaluate,
      checkpointEvery: task.checkpointEvery ?? Math.max(perEpoch, Math.ceil(total / 20)),
      signal: abort.signal,
      ...(resume && { resume }),
      ...(plan.earlyStopping !== undefined && { earlyStopping: { patience: plan.earlyStopping } }),
    });
    for await (const event of events) {
      if (event.type === 'report') progress.loss(event.iteration, event.loss);
      else if (event.type === 'evaluation') {
        progress.accuracy(event.iteration, event.epoch, event.trainAccuracy, event.testAccuracy);
      } else if (event.type === 'checkpoint') {
        await writeCheckpoint(checkpoint, { ...task, state: event.state });
      } else end = event;
    }
    if (end === undefined) throw new Error('train ended without an end event');
    if (end.reason === 'aborted') {
      await writeCheckpoint(checkpoint, { ...task, state: end.state });
      throw await interrupted(task, io, end.iteration, total);
    }
    if (task.curves !== undefined) await writeWhole(task.curves, curvesOf(plan, network, end));
    await writeWhole(out, model());
  } catch (error) {
    progress.stop();
    if (codeOf(error) !== 'NOT_FINITE') throw error;
    const rescued = await freeName(out.replace(/(\.safetensors)?$/, '.last-good.safetensors'));
    await writeWhole(rescued, model());
    // To go on from the checkpoint would end here again.
    await rm(checkpoint, { force: true });
    throw becameNaN(error, rescued);
  } finally {
    progress.stop();
    leave();
  }
  await rm(checkpoint, { force: true });
  return { network, end, total, engine: engine.name };
}

/** The curves of a training as an SVG picture. */
function curvesOf(plan: Plan, { kind, sizes }: TwoLayerNet | MultiLayerNet, { state }: EndEvent): string {
  return curvesSvg({
    title: `${kind} ${sizes.join('-')} on ${dataName(plan)}`,
    subtitle: `${plan.activation}, ${plan.loss}, ${plan.optimizer}, batch ${plan.batch}, seed ${plan.seed}`,
    ...state.history,
  });
}

async function progressOf({ quiet, resume }: TrainingTask, io: Io, total: number): Promise<Progress> {
  if (quiet) return silent;
  if (io.screen === undefined) return progressLines(io, total);
  const { progressBar } = await import('./show/progress-bar.ts');
  return progressBar(io.screen, total, resume?.iteration ?? 0);
}

async function interrupted(task: TrainingTask, io: Io, done: number, total: number): Promise<Failure> {
  const { plan, checkpoint, force } = task;
  const plugins = await pluginOptions(plan);
  const options = ['train', '--resume', checkpoint, ...plugins.flat(), ...(force ? ['--force'] : [])];
  return new Failure(
    'INTERRUPTED',
    `stopped after ${count(done)} of ${count(total)} updates; go on with:\n  ${io.command} ${shellLine(options)}`,
    EXIT.interrupted,
  );
}

function becameNaN(error: unknown, rescued: string): Failure {
  const { message } = error as Error;
  return new Failure('NOT_FINITE', `${message}\nThe last good parameters are in ${rescued}`, EXIT.failed, {
    cause: error,
  });
}
