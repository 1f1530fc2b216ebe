import { measure, type Effort } from '../measure.ts';
import type { Member } from './repeat.ts';

/** A network and batch, and what a step of it takes. */
export interface Point {
  readonly hidden: number;
  readonly batch: number;
  /** Floating-point operations of a step; zeros are not multiplied. */
  readonly operations: number;
  readonly seconds: number;
}

export interface Growth {
  readonly byHidden: readonly Point[];
  readonly byBatch: readonly Point[];
}

const HIDDEN = [50, 100, 200, 400, 800, 1600, 2400, 3200, 4096];
const BATCHES = [10, 30, 100, 300, 1000, 3000, 10_000];
const [INPUTS, OUTPUTS] = [784, 10];

/**
 * Multiplications and additions of an update: the first layer forward and backward on the pixels that are not 0, the second
 * one forward and backward in both directions.
 */
export function operationsOf(hidden: number, batch: number, inked: number): number {
  return batch * hidden * (2 * 2 * INPUTS * inked + 3 * 2 * OUTPUTS);
}

/** Ours alone: the step as hidden units or rows become many. */
export async function measureGrowth(member: Member, inked: number, effort: Effort): Promise<Growth> {
  const cases = [
    ...HIDDEN.map((hidden) => ({ hidden, batch: 100 })),
    ...BATCHES.map((batch) => ({ hidden: 50, batch })),
  ];
  const timings = await measure(
    cases.map((one) => ({
      name: `${one.hidden} ${one.batch}`,
      multiple: 1,
      time: async (times) => (await member.ask({ task: 'step', ...one, times })) as number,
    })),
    effort,
  );
  const points = cases.map(({ hidden, batch }, i): Point => {
    const operations = operationsOf(hidden, batch, inked);
    return { hidden, batch, operations, seconds: timings[i]?.median ?? NaN };
  });
  return { byHidden: points.slice(0, HIDDEN.length), byBatch: points.slice(HIDDEN.length) };
}

/** Operations a second. */
export function rate({ operations, seconds }: Point): number {
  return operations / seconds;
}
