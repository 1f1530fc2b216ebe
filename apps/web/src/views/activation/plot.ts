import type { Curve } from '../../worker/activation/protocol.ts';

export interface Scale {
  readonly from: number;
  readonly to: number;
  /** The picture's side that `from` is at, and the one that `to` is at. */
  readonly start: number;
  readonly end: number;
}

export function place({ from, to, start, end }: Scale, value: number): number {
  return start + ((value - from) / (to - from)) * (end - start);
}

const LARGEST = 8;

/** The range of y: all but the extreme values of both curves, 0, and not beyond ±8, so that slopes look like slopes. */
export function rangeOf({ value, slope }: Curve): readonly [number, number] {
  const ends = [value, slope].flatMap((curve) => {
    const sorted = curve.filter(Number.isFinite).sort();
    const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
    return [at(0.02), at(0.98)];
  });
  const [low, high] = [Math.max(-LARGEST, Math.min(0, ...ends)), Math.min(LARGEST, Math.max(1, ...ends))];
  const room = 0.08 * (high - low);
  return [low - room, high + room];
}

/** A step of 1, 2 or 5 times a power of ten, so that there are about `count`. */
export function ticksOf(from: number, to: number, count: number): number[] {
  const rough = (to - from) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10) * power;
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, i) => (first + i) * step);
}

/** 1, 2 and 5 times powers of ten; where there would be many, the powers alone. */
export function logTicksOf(from: number, to: number): number[] {
  const powers = Array.from(
    { length: Math.ceil(Math.log10(to)) - Math.floor(Math.log10(from)) + 1 },
    (_, i) => Math.floor(Math.log10(from)) + i,
  );
  const steps = Math.log10(to / from) > 1.5 ? [1] : [1, 2, 5];
  return powers
    .flatMap((power) => steps.map((step) => Number(`${step}e${power}`)))
    .filter((tick) => tick >= from && tick <= to);
}

/**
 * An SVG path through the points; with a gap where a value is not finite, and where it jumps at a kink. A point between two
 * gaps is a dot.
 */
export function pathOf(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  across: Scale,
  down: Scale,
  kinks: readonly number[] = [],
): string {
  const jump = 0.02 * (down.to - down.from);
  // What lies far outside is drawn a little outside.
  const far = down.to - down.from;
  const parts: string[] = [];
  let isGap = true;
  let length = 0;
  const close = (): void => {
    if (length === 1) parts.push('h0');
    length = 0;
  };
  for (let i = 0; i < x.length; i++) {
    const [xi, yi] = [x[i] ?? NaN, y[i] ?? NaN];
    const [before, last] = [x[i - 1] ?? xi, y[i - 1] ?? yi];
    const jumps = Math.abs(yi - last) > jump && kinks.some((kink) => before <= kink && kink <= xi);
    if (!Number.isFinite(yi) || jumps) isGap = true;
    if (!Number.isFinite(yi)) continue;
    if (isGap) close();
    const clipped = Math.min(down.to + far, Math.max(down.from - far, yi));
    parts.push(`${isGap ? 'M' : 'L'}${place(across, xi).toFixed(2)} ${place(down, clipped).toFixed(2)}`);
    isGap = false;
    length++;
  }
  close();
  return parts.join('');
}

/** Places for labels at given heights: in the same order, none nearer than `gap` to the next, all within the picture. */
export function spread(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const places = [...wanted];
  let least = low;
  for (const i of order) {
    places[i] = Math.max(least, places[i] ?? 0);
    least = (places[i] ?? 0) + gap;
  }
  let most = high;
  for (const i of order.reverse()) {
    places[i] = Math.min(most, places[i] ?? 0);
    most = (places[i] ?? 0) - gap;
  }
  return places;
}
