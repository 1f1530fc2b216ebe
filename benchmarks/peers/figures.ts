import type { Timing } from '../measure.ts';
import type { Workload } from './workloads.ts';

/** What a side came to at a workload: seconds a repetition, or why there are none. */
export interface Figure {
  readonly side: string;
  readonly timing?: Timing;
  /** What has to be said of it. */
  readonly note?: string;
  readonly problem?: string;
}

/** The figures of a workload. */
export interface Table {
  readonly workload: Workload;
  readonly figures: readonly Figure[];
}

/** A figure in the unit of its workload. */
export function showFigure(seconds: number, { unit, rows = 1 }: Workload): string {
  return unit === 'time' ? showTime(seconds) : show((unit === 'rows/s' ? rows : 1) / seconds);
}

/** 5.31 µs, 22.4 ms or 14.8 s. */
export function showTime(seconds: number): string {
  if (seconds >= 1) return `${show(seconds)} s`;
  return seconds >= 1e-3 ? `${show(1e3 * seconds)} ms` : `${show(1e6 * seconds)} µs`;
}

/** Three figures that count, with separators: 3,420 or 12.3. */
export function show(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  const rounded = value >= 1000 ? Number(value.toPrecision(3)) : value;
  return rounded.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** How many times as fast. */
export function times(ratio: number): string {
  return `${show(ratio)} ×`;
}
