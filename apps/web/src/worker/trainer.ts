import type { Dataset } from '@bilayer/datasets';
import { loadModel, restore, saveModel, TwoLayerNet, type ModelNotes } from '@bilayer/models';
import { BilayerError, randomState, sizeOf, type RandomState } from '@bilayer/tensor';
import {
  backprop,
  decodeCheckpoint,
  eager,
  encodeCheckpoint,
  iterationsPerEpoch,
  numerical,
  train,
  type Engine,
  type TrainingState,
} from '@bilayer/training';
import { wasm } from '@bilayer/wasm';
import { dataNames } from '../state/choices.ts';
import { engineOf, type Run } from '../state/state.ts';
import { loadData, notesOf, readMnist, viewOf } from './data.ts';
import { insightOf, paramViews } from './insight.ts';
import { activations, losses, partsOf, runWith, type Parts } from './plugins.ts';
import type { Command, Report, Snapshot } from './protocol.ts';

export type Post = (report: Report, transfer?: readonly Transferable[]) => void;

const SNAPSHOT_MS = 1000 / 15;
const INSIGHT_MS = 350;
const CHECKPOINT_MS = 2000;
const MOST_POINTS = 30;

/** A network with all that trains it, and how far it is. */
interface Work {
  run: Run;
  readonly parts: Parts;
  readonly data: Dataset;
  readonly network: TwoLayerNet;
  /** Drew the weights, and draws the batches until there is a `state`. */
  readonly random: RandomState;
  readonly perEpoch: number;
  engine: Engine;
  state?: TrainingState;
  /** What the file of a loaded model says, until it is trained further. */
  notes?: ModelNotes;
}

/**
 * Trains on command and posts reports: what runs inside the worker. Commands are carried out one after another; a new one
 * stops a training that is under way.
 */
export function createTrainer(post: Post): (command: Command) => void {
  let work: Work | undefined;
  let mnist: Dataset | undefined;
  /** Stops the command that came last. */
  let latest = new AbortController();
  let queue: Promise<void> = Promise.resolve();
  let pace = Infinity;

  const total = ({ run, perEpoch }: Work): number => run.epochs * perEpoch;
  const needWork = (): Work => {
    if (work === undefined) throw new BilayerError('NOT_READY', 'there is no network yet');
    return work;
  };

  function prepare(run: Run, data: Dataset, network?: TwoLayerNet): Work {
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
    const engine = engineOf(run) === 'wasm' ? wasm() : eager();
    const perEpoch = iterationsPerEpoch(data.train.length, run.batch);
    return { run, parts, data, network: made, random, perEpoch, engine };
  }

  function announce(now: Work): void {
    work = now;
    post({
      type: 'ready',
      data: viewOf(now.data),
      sizes: now.network.sizes,
      perEpoch: now.perEpoch,
      total: total(now),
      iteration: now.state?.iteration ?? 0,
    });
    show(now, {});
    postInsight(now);
  }

  function show(
    now: Work,
    seen: Partial<Pick<Snapshot, 'losses' | 'stepsPerSecond' | 'evaluations'>>,
    iteration?: number,
  ): void {
    const params = paramViews(now.network);
    const at = iteration ?? now.state?.iteration ?? 0;
    const place = { iteration: at, epoch: at / now.perEpoch, total: total(now) };
    post(
      {
        type: 'snapshot',
        snapshot: { losses: [], evaluations: [], stepsPerSecond: 0, ...place, ...seen, params },
      },
      [params.W1, params.b1, params.W2, params.b2].map(({ data }) => data.buffer),
    );
  }

  function postInsight(now: Work, iteration: number = now.state?.iteration ?? 0): void {
    post({ type: 'insight', insight: insightOf(now.network, now.data, iteration) });
  }

  function postCheckpoint(state: TrainingState): void {
    const bytes = encodeCheckpoint(state);
    post({ type: 'checkpoint', bytes, iteration: state.iteration }, [bytes.buffer]);
  }

  /** Trains to the end, or so many updates, or until it is stopped. */
  async function advance(now: Work, signal: AbortSignal, count = Infinity): Promise<void> {
    if ((now.state?.iteration ?? 0) >= total(now)) {
      post({ type: 'stopped', reason: 'done' });
      return;
    }
    const counted = new AbortController();
    const isSlow = count < Infinity || pace < Infinity || now.run.gradient === 'numerical';
    const reportEvery = isSlow ? 1 : Math.ceil(now.perEpoch / 20);
    const events = train({
      model: now.network,
      data: now.data,
      optimizer: now.parts.optimizer,
      random: now.random,
      batchSize: now.run.batch,
      iterations: total(now),
      gradient: now.run.gradient === 'numerical' ? numerical() : backprop,
      engine: now.engine,
      reportEvery,
      checkpointEvery: 20 * reportEvery,
      signal: AbortSignal.any([signal, counted.signal]),
      ...(now.state && { resume: now.state }),
    });
    post({ type: 'running' });
    const began = performance.now();
    let shown = { at: began, iteration: now.state?.iteration ?? 0 };
    let looked = began;
    let kept = began;
    let losses: Snapshot['losses'][number][] = [];
    let evaluations: Snapshot['evaluations'][number][] = [];
    const showNow = (iteration: number): void => {
      const at = performance.now();
      const stepsPerSecond = (1000 * (iteration - shown.iteration)) / Math.max(1e-3, at - shown.at);
      show(now, { losses: thinned(losses), stepsPerSecond, evaluations: thinned(evaluations) }, iteration);
      [losses, evaluations] = [[], []];
      if (at - looked >= INSIGHT_MS) {
        postInsight(now, iteration);
        looked = performance.now();
      }
      shown = { at: performance.now(), iteration };
    };
    let left = count;
    let paced = 0;
    for await (const event of events) {
      delete now.notes;
      const { type, iteration } = event;
      if (type === 'report') {
        losses.push([iteration, event.loss]);
        left -= event.losses.length;
        if (left <= 0) counted.abort();
        else if (pace < Infinity) await sleep(began + (1000 * ++paced) / pace - performance.now(), signal);
      } else if (type === 'evaluation') {
        evaluations.push([iteration, event.trainAccuracy, event.testAccuracy]);
      } else {
        now.state = event.state;
        if (type === 'checkpoint') {
          if (performance.now() - kept < CHECKPOINT_MS) continue;
          kept = performance.now();
        }
        postCheckpoint(event.state);
        if (type === 'end') {
          showNow(iteration);
          postInsight(now, iteration);
          post({ type: 'stopped', reason: event.reason === 'done' ? 'done' : 'paused' });
        }
        continue;
      }
      if (performance.now() - shown.at >= SNAPSHOT_MS) showNow(iteration);
    }
  }

  /** The same, with the eager engine where WebAssembly is missing, before any update is made. */
  async function advanceSomehow(now: Work, signal: AbortSignal, count?: number): Promise<void> {
    try {
      await advance(now, signal, count);
    } catch (error) {
      if (codeOf(error) !== 'WASM_UNAVAILABLE') throw error;
      now.engine = eager();
      post({ type: 'engine', engine: 'eager' });
      await advance(now, signal, count);
    }
  }

  function save(now: Work): void {
    const { network, data, run, engine } = now;
    const notes = now.notes ?? { seed: run.seed, engine: engine.name, data: notesOf(data) };
    const bytes = saveModel(network, notes);
    post({ type: 'saved', bytes, name: `${data.name}.safetensors` }, [bytes.buffer]);
  }

  async function load({ bytes, name, run }: Extract<Command, { type: 'load' }>): Promise<void> {
    const model = loadModel(bytes, { activations, losses, name });
    const own = dataNames.find((one) => one === model.notes.data?.name) ?? run.data;
    const next = { ...runWith(model, run), data: own };
    const data = await loadData(next.data, next.seed, mnist);
    const sizes = [sizeOf(data.train.shape), next.hidden, data.classes.length].join('-');
    if (sizes !== model.sizes.join('-')) {
      throw new BilayerError(
        'MODEL_UNSUITED',
        `${name} is a network ${model.sizes.join('-')}, and for ${data.name} it would have to be ${sizes}`,
      );
    }
    const network = restore({ ...model, kind: 'TwoLayerNet' }) as TwoLayerNet;
    const now = prepare(next, data, network);
    post({ type: 'loaded', run: next, name });
    announce({ ...now, notes: model.notes });
  }

  async function carryOut(command: Command, signal: AbortSignal): Promise<void> {
    switch (command.type) {
      case 'configure': {
        const { run, checkpoint } = command;
        const now = prepare(run, await loadData(run.data, run.seed, mnist));
        if (checkpoint !== undefined) {
          now.state = decodeCheckpoint(checkpoint).state;
          now.network.params = now.state.params as TwoLayerNet['params'];
        }
        announce(now);
        break;
      }
      case 'length': {
        const now = needWork();
        now.run = { ...now.run, epochs: command.epochs };
        show(now, {});
        break;
      }
      case 'run':
        await advanceSomehow(needWork(), signal);
        break;
      case 'step':
        await advanceSomehow(needWork(), signal, command.count);
        break;
      case 'save':
        save(needWork());
        break;
      case 'load':
        await load(command);
        break;
      case 'mnist':
        mnist = await readMnist(command.files);
        post({ type: 'mnist' });
        break;
      case 'pace':
      case 'pause':
        // Has stopped what was under way already.
        break;
      case 'ping':
        break;
    }
  }

  return (command) => {
    if (command.type === 'ping') {
      post({ type: 'pong' });
      return;
    }
    if (command.type === 'pace') pace = command.perSecond;
    latest.abort();
    latest = new AbortController();
    const { signal } = latest;
    queue = queue.then(async () => {
      try {
        await carryOut(command, signal);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        post({ type: 'failed', during: command.type, code: codeOf(error), message });
        // What was not finite left the last good parameters behind.
        if (work !== undefined && command.type !== 'configure') show(work, {});
      }
    });
  };
}

/** Waits; no longer than until the signal is aborted. */
function sleep(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    const id = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(id);
      resolve();
    });
  });
}

/** At most `MOST_POINTS` of them, the last among them. */
function thinned<T>(points: readonly T[]): readonly T[] {
  const every = Math.ceil(points.length / MOST_POINTS);
  return every < 2 ? points : points.filter((_, i) => (points.length - 1 - i) % every === 0);
}

/** The `code` of our errors; `OUT_OF_MEMORY` for what engines throw then. */
function codeOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown };
  if (typeof code === 'string') return code;
  return error instanceof RangeError && /alloc|memory|array length/i.test(error.message)
    ? 'OUT_OF_MEMORY'
    : 'UNEXPECTED';
}
