import { setTimeout } from 'node:timers/promises';
import type { Task } from './tasks.ts';

/** One of those that are compared, at one task. */
export interface Runner {
  readonly name: string;
  /** It repeats the task a multiple of so many times. */
  readonly multiple: number;
  /** Seconds that so many repetitions took. */
  readonly time: (times: number) => Promise<number>;
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
export async function measure(runners: readonly Runner[], effort: Effort): Promise<readonly Timing[]> {
  const runs: { runner: Runner; times: number; samples: number[] }[] = [];
  for (const runner of runners) runs.push({ runner, times: await calibrate(runner, effort), samples: [] });
  for (let round = 0; round < effort.rounds; round++) {
    for (const { runner, times, samples } of runs) {
      await setTimeout(10); // the threads of the side before stay awake for a moment, waiting for more work
      samples.push((await runner.time(times)) / times);
    }
  }
  return runs.map(({ runner, samples }) => summarize(runner.name, samples));
}

export function summarize(side: string, samples: readonly number[]): Timing {
  return { side, median: medianOf(samples), min: Math.min(...samples), max: Math.max(...samples) };
}

/** Warms the side up; returns how many repetitions fill a measurement. */
async function calibrate({ multiple, time }: Runner, { seconds, warmUp }: Effort): Promise<number> {
  let times = multiple;
  for (let spent = 0; ;) {
    const took = await time(times);
    spent += took;
    if (took < seconds) {
      const needed = Math.min((times * seconds * 1.1) / took, 4 * times);
      times = multiple * Math.ceil(needed / multiple);
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
