import { train } from '@bilayer/training';
import { totalOf, type Work } from './work.ts';
import type { Snapshot } from './protocol.ts';
import { postCheckpoint, postInsight, show, type Post } from './reports.ts';

const SNAPSHOT_MS = 1000 / 15;
const INSIGHT_MS = 350;
const CHECKPOINT_MS = 2000;
const MOST_POINTS = 30;

/** How long to train, and how fast. */
export interface Stretch {
  readonly signal: AbortSignal;
  /** How many updates a second there may be. */
  readonly pace: number;
  /** How many updates; to the end without it. */
  readonly count?: number;
}

/** Trains to the end, or so many updates, or until it is stopped. */
export async function advance(
  post: Post,
  now: Work,
  { signal, pace, count = Infinity }: Stretch,
): Promise<void> {
  if ((now.state?.iteration ?? 0) >= totalOf(now)) {
    post({ type: 'stopped', reason: 'done' });
    return;
  }
  const engine = await now.engine;
  const counted = new AbortController();
  const isSlow = count < Infinity || pace < Infinity || now.run.gradient === 'numerical';
  const reportEvery = isSlow ? 1 : Math.ceil(now.perEpoch / 20);
  const events = train({
    model: now.network,
    data: now.data,
    optimizer: now.parts.optimizer,
    random: now.random,
    batchSize: now.run.batch,
    iterations: totalOf(now),
    gradient: now.gradient,
    engine,
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
    show(
      post,
      now,
      { losses: thinned(losses), stepsPerSecond, evaluations: thinned(evaluations) },
      iteration,
    );
    [losses, evaluations] = [[], []];
    if (at - looked >= INSIGHT_MS) {
      postInsight(post, now, iteration);
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
      postCheckpoint(post, event.state);
      if (type === 'end') {
        showNow(iteration);
        postInsight(post, now, iteration);
        post({ type: 'stopped', reason: event.reason === 'done' ? 'done' : 'paused' });
      }
      continue;
    }
    if (performance.now() - shown.at >= SNAPSHOT_MS) showNow(iteration);
  }
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
