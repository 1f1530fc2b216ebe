import { encodeCheckpoint, type TrainingState } from '@bilayer/training';
import { viewOf } from './data.ts';
import { insightOf, paramViews } from './insight.ts';
import { totalOf, type Work } from './work.ts';
import type { Report, Snapshot } from './protocol.ts';

export type Post = (report: Report, transfer?: readonly Transferable[]) => void;

/** What has been seen since the last snapshot. */
type Seen = Partial<Pick<Snapshot, 'losses' | 'stepsPerSecond' | 'evaluations'>>;

/** Tells of a network that is there now, and shows it. */
export function announce(post: Post, now: Work): void {
  post({
    type: 'ready',
    data: viewOf(now.data),
    sizes: now.network.sizes,
    perEpoch: now.perEpoch,
    total: totalOf(now),
    iteration: now.state?.iteration ?? 0,
  });
  show(post, now);
  postInsight(post, now);
}

export function show(
  post: Post,
  now: Work,
  seen: Seen = {},
  iteration: number = now.state?.iteration ?? 0,
): void {
  const params = paramViews(now.network);
  const place = { iteration, epoch: iteration / now.perEpoch, total: totalOf(now) };
  post(
    {
      type: 'snapshot',
      snapshot: { losses: [], evaluations: [], stepsPerSecond: 0, ...place, ...seen, params },
    },
    [params.W1, params.b1, params.W2, params.b2].map(({ data }) => data.buffer),
  );
}

export function postInsight(post: Post, now: Work, iteration: number = now.state?.iteration ?? 0): void {
  post({ type: 'insight', insight: insightOf(now.network, now.data, iteration) });
}

export function postCheckpoint(post: Post, state: TrainingState): void {
  const bytes = encodeCheckpoint(state);
  post({ type: 'checkpoint', bytes, iteration: state.iteration }, [bytes.buffer]);
}
