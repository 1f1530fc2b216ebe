import type { Histogram } from './protocol.ts';

type Numbers = ArrayLike<number> & Iterable<number>;

/** Counts `values` in `bins` bins of equal width; what lies outside is counted in the first and the last. */
export function histogram(values: Numbers, from: number, to: number, bins: number): Histogram {
  const counts = new Uint32Array(bins);
  let zeros = 0;
  const scale = bins / (to - from);
  for (const value of values) {
    if (value === 0) zeros++;
    const bin = Math.floor((value - from) * scale);
    counts[Math.min(bins - 1, Math.max(0, bin))]!++;
  }
  return { from, to, counts, total: values.length, zeros };
}

/** log₁₀ |value| of those that are not 0, from 1e-10 to 10. */
export function logHistogram(values: Numbers, bins: number): Histogram {
  const logs: number[] = [];
  for (const value of values) {
    if (value !== 0) logs.push(Math.log10(Math.abs(value)));
  }
  return { ...histogram(logs, -10, 1, bins), total: values.length, zeros: values.length - logs.length };
}

/** The same with bins from the smallest value to the largest. */
export function spreadHistogram(values: Numbers, bins: number): Histogram {
  let from = Infinity;
  let to = -Infinity;
  for (const value of values) {
    from = Math.min(from, value);
    to = Math.max(to, value);
  }
  return histogram(values, from, to > from ? to : from + 1, bins);
}
