import { setTimeout } from 'node:timers/promises';
import type { DType, Task } from './tasks.ts';
import type { Worker } from './worker.ts';

/** One of those that are compared. */
export interface Side {
  readonly name: string;
  worker(dtype: DType): Worker;
}

export interface Effort {
  readonly rounds: number;
  /** How long each measurement lasts at least, in seconds. */
  readonly seconds: number;
  /** How long each side works before the first one, so that it is compiled and its caches are warm. */
  readonly warmUp: number;
}

/** The seconds that one repetition took: the median, smallest and largest over the rounds. */
export interface Timing {
  readonly side: string;
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Times one task: the sides take turns, round after round, so that what slows the machine down slows all of them. */
export async function measure(
  task: Task,
  sides: readonly Side[],
  effort: Effort,
): Promise<readonly Timing[]> {
  const runs: { side: Side; times: number; samples: number[] }[] = [];
  for (const side of sides) runs.push({ side, times: await calibrate(task, side, effort), samples: [] });
  for (let round = 0; round < effort.rounds; round++) {
    for (const { side, times, samples } of runs) {
      await setTimeout(10); // the threads of the side before stay awake for a moment, waiting for more work
      samples.push((await side.worker(task.dtype).time(task, times)) / times);
    }
  }
  return runs.map(({ side, samples }) => {
    return {
      side: side.name,
      median: medianOf(samples),
      min: Math.min(...samples),
      max: Math.max(...samples),
    };
  });
}

/** Warms the side up; returns how many repetitions fill a measurement. */
async function calibrate(task: Task, side: Side, { seconds, warmUp }: Effort): Promise<number> {
  let times = task.multiple;
  for (let spent = 0; ;) {
    const took = await side.worker(task.dtype).time(task, times);
    spent += took;
    if (took < seconds) {
      const needed = Math.min((times * seconds * 1.1) / took, 4 * times);
      times = task.multiple * Math.ceil(needed / task.multiple);
    } else if (spent >= warmUp) {
      return times;
    }
  }
}

function medianOf(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Where two sides' results lie further apart than the task allows; undefined when they agree. */
export function findDifference(
  { tolerance }: Task,
  ours: readonly number[],
  theirs: readonly number[],
): string | undefined {
  if (ours.length !== theirs.length) return `${ours.length} and ${theirs.length} results`;
  const at = ours.findIndex((value, i) => {
    const other = theirs[i]!;
    return !(Math.abs(value - other) <= tolerance * Math.max(1, Math.abs(other)));
  });
  return at < 0 ? undefined : `result ${at} is ${ours[at]!} and ${theirs[at]!}`;
}
