import { measure, type Effort } from '../measure.ts';
import { startMember } from './repeat.ts';
import { listSides, type Side } from './sides.ts';
import { operationsOf } from './growth.ts';
import { simdLimit } from './simd-limit.ts';

/** The step on data without zeros, hidden 512, batch 100. */
export interface Dense {
  /** Operations a second that 128-bit SIMD allows in one thread. */
  readonly limit: number;
  /** With one thread and with two. */
  readonly steps: readonly { readonly threads: number; readonly seconds: number; readonly rate: number }[];
}

const [HIDDEN, BATCH] = [512, 100];

/** Ours alone: the peers multiply zeros too, so they are as fast as on images. */
export async function measureDense(folder: string, effort: Effort): Promise<Dense> {
  const ours = listSides().find(({ ours }) => ours);
  if (ours === undefined) throw new Error('no side of ours');
  const limit = await simdLimit();
  const threads = [1, 2];
  const sides = threads.map((count): Side => ({ ...ours, id: `dense-${count}`, variant: `dense-${count}` }));
  const members = await Promise.all(sides.map((side) => startMember(side, folder)));
  try {
    const timings = await measure(
      members.map((member) => ({
        name: member.side.id,
        multiple: 1,
        time: async (times) =>
          (await member.ask({ task: 'step', hidden: HIDDEN, batch: BATCH, times })) as number,
      })),
      effort,
    );
    const operations = operationsOf(HIDDEN, BATCH, 1);
    return {
      limit,
      steps: timings.map(({ median }, i) => ({
        threads: threads[i] ?? 0,
        seconds: median,
        rate: operations / median,
      })),
    };
  } finally {
    for (const member of members) member.stop();
  }
}
