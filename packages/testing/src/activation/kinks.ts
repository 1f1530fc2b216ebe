import { tensor, type Tensor } from '@bilayer/tensor';
import type { Law } from '../case.ts';
import type { Check } from '../check.ts';
import { overOf } from './over.ts';
import { forward, gradientInUse, derivedBackward, type Subject } from './probe.ts';
import { sample } from './samples.ts';

// Intervals whose ends are no round numbers, so that a kink at one lies inside.
const FROM = -10.0371;
const STEP = 0.1273;
const COUNT = 158;

/** Where something jumps: within an interval far too narrow for a smooth function to change so much. */
interface Jump {
  readonly at: number;
  readonly size: number;
}

/** f at each of the numbers. */
type Curve = (x: Float64Array) => ArrayLike<number>;

/** How much something changes across each interval [l, l + w]. */
type Change = (l: Float64Array, w: number) => Float64Array;

/** The change of a value, or of a slope, from one end to the other. */
function changeOf(curve: Curve): Change {
  return (l, w) => {
    const y = curve(joined(l, [0, w]));
    return l.map((_, i) => Math.abs(y[i + l.length]! - y[i]!));
  };
}

/** The change of a slope's own slope, from before the interval to behind it. */
function bendOf(slope: Curve): Change {
  return (l, w) => {
    const y = slope(joined(l, [-w, 0, w, 2 * w]));
    const n = l.length;
    return l.map((_, i) => Math.abs(y[i + 3 * n]! - y[i + 2 * n]! - y[i + n]! + y[i]!) / w);
  };
}

function joined(l: Float64Array, offsets: readonly number[]): Float64Array {
  const all = new Float64Array(l.length * offsets.length);
  for (const [k, offset] of offsets.entries())
    all.set(
      l.map((v) => v + offset),
      k * l.length,
    );
  return all;
}

/** An interval, and how much changed across it and its last three forebears, each twice as wide as the next. */
interface Suspect {
  readonly l: number;
  readonly sizes: readonly number[];
}

/**
 * Halves every interval again and again, towards the larger change. Of a smooth function the change falls with the width,
 * to an eighth in three halvings, and the interval is let go; what stays the same is a jump.
 */
function jumps(change: Change, halvings: number, least: number): Jump[] {
  const starts = Float64Array.from({ length: COUNT }, (_, i) => FROM + i * STEP);
  const first = change(starts, STEP);
  let suspects: Suspect[] = Array.from(starts, (l, i) => ({ l, sizes: [first[i]!] }));
  let w = STEP;
  for (let k = 1; k <= halvings && suspects.length > 0; k++) {
    w /= 2;
    const left = Float64Array.from(suspects, ({ l }) => l);
    const right = left.map((l) => l + w);
    const [inLeft, inRight] = [change(left, w), change(right, w)];
    suspects = suspects
      .map(({ sizes }, i) => {
        const goRight = inRight[i]! > inLeft[i]!;
        const size = goRight ? inRight[i]! : inLeft[i]!;
        return { l: goRight ? right[i]! : left[i]!, sizes: [...sizes.slice(-3), size] };
      })
      .filter(({ sizes }) => {
        const [earlier = 0, size = 0] = [sizes[0], sizes[sizes.length - 1]];
        return size > least && (k < 5 || size > 0.13 * earlier);
      });
  }
  return suspects
    .map(({ l, sizes }) => ({ at: l + w / 2, size: sizes[3]!, earlier: sizes[0]! }))
    .filter(({ size, earlier }) => size > earlier / 2);
}

/** The slope of forward itself: derived, or else what the activation says. */
function slopeOf(check: Check, f: Subject['f'], x: Float64Array): ArrayLike<number> {
  const a = tensor(x);
  const dz: Tensor = tensor(new Float64Array(x.length).fill(1));
  return (derivedBackward(check, f, a, dz) ?? gradientInUse(check, f, a, dz)).data;
}

export const kinkLaw: Law<Subject> = {
  name: 'declares every kink',
  run({ f }, check) {
    if (overOf(f, sample(f)) !== 'element') return;
    const value: Curve = (x) => forward(check, f, tensor(x)).data;
    const slope: Curve = (x) => slopeOf(check, f, x);
    // Widths at the end: 1e-11, 1e-10, 4e-6; steps that the rounding of values and slopes of size 1 leaves clear.
    const found: readonly (readonly [string, Jump[]])[] = [
      ['value', jumps(changeOf(value), 33, 1e-6)],
      ['slope', jumps(changeOf(slope), 30, 1e-5)],
      ['curvature', jumps(bendOf(slope), 15, 2e-2)],
    ];
    for (const [what, all] of found) {
      const { kinks = [] } = f;
      const bad = all.find(({ at }) => !kinks.some((kink) => Math.abs(kink - at) < 1e-3));
      // Curvature is told no better than to 2e-6.
      const at = Number((bad?.at ?? 0).toFixed(5)) + 0;
      check.that(bad === undefined, () => ({
        at: `the ${what} near a = ${at}`,
        expected: 'no jump, or a declared kink',
        got: `a jump of ${Number((bad?.size ?? 0).toPrecision(3))}`,
        advice: `declare it: kinks: [${[...kinks, at].join(', ')}]; a numerical gradient across it is off`,
        input: at,
      }));
    }
  },
};
