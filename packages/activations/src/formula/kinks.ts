import { tensor, trace, type Operand, type Tensor } from '@bilayer/tensor';
import { lookUp } from './look-up.ts';

/**
 * What is 0 where an operation on a and b may bend, jump or end. Whether f does bend there is looked at afterwards.
 */
const margins: Readonly<Record<string, (a: number, b: number) => number>> = {
  abs: (a) => a,
  sign: (a) => a,
  sqrt: (a) => a,
  log: (a) => a,
  pow: (a) => a,
  log1p: (a) => a + 1,
  div: (_, b) => b,
  maximum: difference,
  minimum: difference,
  less: difference,
  lessEqual: difference,
  greater: difference,
  greaterEqual: difference,
};

function difference(a: number, b: number): number {
  return a - b;
}

/** At most so many crossings are followed up, so that a hostile formula cannot take forever. */
const MAX_CROSSINGS = 256;

/** Of halvings: enough to reach neighbouring numbers from any piece of the grid. */
const MAX_HALVINGS = 100;

/**
 * The x, in ascending order, where value, slope or curvature of the elementwise `f` jumps or is not finite. Looked for
 * where the arguments of a max, min, abs, comparison, … cross between two points of a grid over ±1000 (1/16 apart up to
 * ±4, then 1/64 of x), by bisection to full precision. Two crossings between the same two points are not seen.
 */
export function kinksOf(f: (x: Tensor) => Tensor): number[] {
  const found = [...new Set(crossings(f))].sort((a, b) => a - b);
  const bent = found.length === 0 ? [] : bends(f, found);
  return found.filter((c, i) => bent[i] && !(i > 0 && bent[i - 1] && c - found[i - 1]! < 1e-9));
}

function grid(): number[] {
  const points: number[] = [0];
  for (let v = 1 / 16; v < 1000; v += Math.max(1 / 16, v / 64)) points.push(v, -v);
  return points.sort((a, b) => a - b);
}

/** The sign of every margin at every point: −1, 0, 1 or NaN. */
function signsAt(f: (x: Tensor) => Tensor, points: readonly number[]): number[][] {
  const { steps, values } = trace(f, tensor(new Float64Array(points)));
  return steps.flatMap(({ primitive, inputs }) => {
    const margin = lookUp(margins, primitive.name);
    if (margin === undefined) return [];
    const [a = 0, b = 0] = inputs.map((input) =>
      typeof input === 'object' && 'slot' in input ? values[input.slot]! : input,
    );
    // + 0 makes 0 of −0
    return [points.map((_, i) => Math.sign(margin(element(a, i), element(b, i))) + 0)];
  });
}

function element(x: Operand, i: number): number {
  return typeof x === 'number' ? x : x.data[i]!;
}

function crossings(f: (x: Tensor) => Tensor): number[] {
  const points = grid();
  const pieces = signsAt(f, points)
    .flatMap((signs, margin) =>
      points.flatMap((low, i) => {
        const sign = signs[i]!;
        const high = points[i + 1];
        return high === undefined || Object.is(sign, signs[i + 1]) ? [] : [{ margin, sign, low, high }];
      }),
    )
    .slice(0, MAX_CROSSINGS);
  for (let n = 0; n < MAX_HALVINGS && pieces.length > 0; n++) {
    const middles = pieces.map(({ low, high }) => low + (high - low) / 2);
    if (pieces.every(({ low, high }, i) => middles[i] === low || middles[i] === high)) break;
    const signs = signsAt(f, middles);
    for (const [i, piece] of pieces.entries()) {
      if (Object.is(signs[piece.margin]![i], piece.sign)) piece.low = middles[i]!;
      else piece.high = middles[i]!;
    }
  }
  // Of the last two numbers, the one where the margin is 0 if it is at either.
  return pieces.map(({ sign, low, high }) => (sign === 0 ? low : high)).map(rounded);
}

/** 0 for what bisection towards it leaves, and 3 for 2.9999999999999996. */
function rounded(c: number): number {
  const short = Number(c.toPrecision(12));
  if (Math.abs(c) < 1e-12) return 0;
  return Math.abs(short - c) <= 4 * Number.EPSILON * Math.abs(c) ? short : c;
}

/** Distances at which f is looked at on either side, for |c| ≤ 1. */
const STEPS = [1 / 8192, 1 / 65536];

/** A change of value, slope and curvature counts from this part of them on: what is left for rounding and for h. */
const RELATIVE = [1e-6, 1e-3, 1e-2];
const ABSOLUTE = 1e-5;

/** For each c, whether the limits of value, slope and curvature from left and right differ, or have none. */
function bends(f: (x: Tensor) => Tensor, at: readonly number[]): boolean[] {
  const steps = STEPS.flatMap((h) => [h, -h]);
  const points = at.flatMap((c) =>
    steps.flatMap((h) => [1, 2, 3, 4].map((k) => c + k * h * Math.max(1, Math.abs(c)))),
  );
  const y = f(tensor(new Float64Array(points))).data;
  return at.map((c, i) => {
    const unit = Math.max(1, Math.abs(c));
    const own = Array.from(y.subarray(16 * i, 16 * i + 16));
    const limits = steps.map((h, k) => extrapolate(own.slice(4 * k, 4 * k + 4), h * unit));
    const size = Math.max(...own.map(Math.abs));
    const steepness = Math.max(
      ...limits.map(([, slope, curvature]) => Math.abs(slope) + Math.abs(curvature)),
    );
    return [0, 1, 2].some((order) => {
      const values = limits.map((limit) => limit[order]!);
      const finite = values.filter(Number.isFinite).length;
      if (finite < values.length) return finite > 0;
      // Rounding of f, magnified by the division by h, h².
      const rounding = order === 0 ? 0 : (1e-14 * size) / (order === 1 ? STEPS[1]! : STEPS[1]! * STEPS[1]!);
      const relative = RELATIVE[order]! * (order === 0 ? size : steepness);
      return Math.max(...values) - Math.min(...values) > relative + ABSOLUTE + rounding;
    });
  });
}

/** Value, slope and curvature at c of the cubic through f(c + h), f(c + 2h), f(c + 3h), f(c + 4h). */
function extrapolate(y: readonly number[], h: number): [number, number, number] {
  const [a, b, c, d] = y as [number, number, number, number];
  const [first, second, third] = [b - a, c - 2 * b + a, d - 3 * c + 3 * b - a];
  return [
    a - first + second - third,
    (first - 1.5 * second + (11 / 6) * third) / h,
    (second - 2 * third) / (h * h),
  ];
}
