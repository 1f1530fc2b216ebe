/**
 * By how much a row's loss differs, L(a + d⁺w) − L(a + d⁻w), for moves d of its outputs a in a direction w. Both lanes of a
 * vector are one evaluation, +h and −h. What is computed is L(a + d) − L(a), of which no part is a difference of nearly
 * equal numbers.
 */
import { expm1, expm1Near, expm1Short, log1p, log1pNear, NEAR, one, SMALL, term } from './near-zero';
import { Program, runProgram, takeConstants } from './program';
import { Work } from './work';

/** −Σ t ln(softmax(a) + ε): p = softmax(a), q = p / (p + ε). */
export const CROSS_ENTROPY: i32 = 0;
/** −Σ t ln softmax(a): p = softmax(a), r = Σ t in each. */
export const SOFTMAX_CROSS_ENTROPY: i32 = 1;
/**
 * −Σ t ln(σ(a) + ε) + r ln(1 − σ(a) + ε): p = σ(a), which changes by δ = p (1 − p) m / (1 + p m), m = e^d − 1; so the first
 * logarithm changes by ln(1 + q m / (1 + p m)) with q = p (1 − p) / (p + ε), the second by the same with the q that follows
 * the row's, −p (1 − p) / (1 − p + ε): q is [rows, 2, outputs].
 */
export const BINARY_CROSS_ENTROPY: i32 = 2;
/** Σ t (y − …)², t being weights and r = 2 (y − …); y = a, */
export const SQUARES: i32 = 3;
/** y = σ(a), p = y and q = p (1 − p), */
export const SQUARES_OF_LOGISTIC: i32 = 4;
/** y = softmax(a) = p. */
export const SQUARES_OF_SOFTMAX: i32 = 5;
/** What a program says, whose inputs a are in p. */
export const PROGRAM: i32 = 6;

// @ts-ignore: decorator
@inline
function at(base: usize, k: i32): v128 {
  return v128.load64_splat(base + ((<usize>k) << 3));
}

// @ts-ignore: decorator
@inline
function exponential(x: v128, near: bool): v128 {
  return near ? expm1Near(x) : expm1(x);
}

// @ts-ignore: decorator
@inline
function logarithm(a: v128, b: v128, near: bool): v128 {
  return near ? log1pNear(a, b) : log1p(a, b);
}

/** Makes row n the one that `differences` works on: the hits are the outputs where its t is not 0. */
export function takeRow(work: Work, n: i32): void {
  const outputs = work.outputs;
  const t = work.t + ((<usize>(n * outputs)) << 3);
  let count = 0;
  for (let k = 0; k < outputs; k++) {
    if (load<f64>(t + ((<usize>k) << 3)) == 0) continue;
    store<i32>(work.hits + ((<usize>count) << 2), k);
    count++;
  }
  if (work.kind == PROGRAM) takeConstants(changetype<Program>(work.program), n);
  work.row = n;
  work.hitCount = count;
}

/** L(a + dw) − L(a); w is 0 outside [from, to); s = Σ p (e^dw − 1) for those that take it. */
// @ts-ignore: decorator
@inline
function change(
  work: Work,
  kind: i32,
  hitCount: i32,
  p: usize,
  q: usize,
  r: usize,
  t: usize,
  d: v128,
  s: v128,
  w: usize,
  from: i32,
  to: i32,
  near: bool,
): v128 {
  let sum = f64x2.splat(0);
  if (kind == CROSS_ENTROPY) {
    const b = f64x2.add(one(), s);
    for (let i = 0; i < hitCount; i++) {
      const k = load<i32>(work.hits + ((<usize>i) << 2));
      const a = f64x2.mul(at(q, k), f64x2.sub(exponential(f64x2.mul(d, at(w, k)), near), s));
      sum = f64x2.sub(sum, f64x2.mul(at(t, k), logarithm(a, b, near)));
    }
  }
  if (kind == SOFTMAX_CROSS_ENTROPY) {
    sum = f64x2.mul(at(r, 0), logarithm(s, one(), near));
    for (let i = 0; i < hitCount; i++) {
      const k = load<i32>(work.hits + ((<usize>i) << 2));
      sum = f64x2.sub(sum, f64x2.mul(at(t, k), f64x2.mul(d, at(w, k))));
    }
  }
  if (kind == BINARY_CROSS_ENTROPY) {
    for (let k = from; k < to; k++) {
      const m = exponential(f64x2.mul(d, at(w, k)), near);
      const b = f64x2.add(one(), f64x2.mul(at(p, k), m));
      if (load<f64>(t + ((<usize>k) << 3)) != 0)
        sum = f64x2.sub(sum, f64x2.mul(at(t, k), logarithm(f64x2.mul(at(q, k), m), b, near)));
      if (load<f64>(r + ((<usize>k) << 3)) != 0) {
        const no = logarithm(f64x2.mul(at(q, k + work.outputs), m), b, near);
        sum = f64x2.sub(sum, f64x2.mul(at(r, k), no));
      }
    }
  }
  if (kind == SQUARES) {
    for (let k = from; k < to; k++) sum = f64x2.add(sum, square(t, r, f64x2.mul(d, at(w, k)), k));
  }
  if (kind == SQUARES_OF_LOGISTIC) {
    for (let k = from; k < to; k++) {
      const m = exponential(f64x2.mul(d, at(w, k)), near);
      const b = f64x2.add(one(), f64x2.mul(at(p, k), m));
      sum = f64x2.add(sum, square(t, r, f64x2.div(f64x2.mul(at(q, k), m), b), k));
    }
  }
  if (kind == SQUARES_OF_SOFTMAX) {
    s = f64x2.splat(0);
    for (let k = 0; k < work.outputs; k++) {
      const m = exponential(f64x2.mul(d, at(w, k)), near);
      v128.store(work.spare + ((<usize>k) << 4), m);
      s = f64x2.add(s, f64x2.mul(at(p, k), m));
    }
    const scale = f64x2.div(one(), f64x2.add(one(), s));
    for (let k = 0; k < work.outputs; k++) {
      const m = v128.load(work.spare + ((<usize>k) << 4));
      sum = f64x2.add(sum, square(t, r, f64x2.mul(f64x2.mul(at(p, k), f64x2.sub(m, s)), scale), k));
    }
  }
  return sum;
}

/** t ((r/2 + δ)² − (r/2)²). */
// @ts-ignore: decorator
@inline
function square(t: usize, r: usize, delta: v128, k: i32): v128 {
  return f64x2.mul(at(t, k), f64x2.mul(delta, f64x2.add(at(r, k), delta)));
}

// @ts-ignore: decorator
@inline
function all(v: v128, below: f64): bool {
  return i64x2.all_true(f64x2.lt(v, f64x2.splat(below)));
}

/** The same for the whole row: every evaluation's move at `moves`, and its difference at `out`, `pitch` bytes apart. */
// @ts-ignore: decorator
@inline
function run(
  work: Work,
  kind: i32,
  w: usize,
  from: i32,
  to: i32,
  largest: f64,
  moves: usize,
  count: i32,
  out: usize,
  pitch: usize,
): void {
  const most = f64x2.splat(largest);
  const half = term(1);
  const sixth = term(2);
  const last = term(3);
  const hits = work.hitCount;
  const row = (<usize>(work.row * work.outputs)) << 3;
  const p = work.p + row;
  const q = work.q + (kind == BINARY_CROSS_ENTROPY ? row << 1 : row);
  const r = work.r + row;
  const t = work.t + row;
  // Two evaluations at a time, whose differences make a vector; past the last one there is room.
  for (let e = 0; e < count; e += 2) {
    const d0 = v128.load(moves);
    const d1 = v128.load(moves, 16);
    const size = f64x2.mul(f64x2.max(f64x2.abs(d0), f64x2.abs(d1)), most);
    let s0 = f64x2.splat(0);
    let s1 = s0;
    let c0: v128;
    let c1: v128;
    if (all(size, NEAR)) {
      if (kind == CROSS_ENTROPY || kind == SOFTMAX_CROSS_ENTROPY) {
        const end = p + ((<usize>to) << 3);
        const offset = w - p;
        for (let at = p + ((<usize>from) << 3); at < end; at += 8) {
          const weight = v128.load64_splat(at + offset);
          const value = v128.load64_splat(at);
          s0 = f64x2.add(s0, f64x2.mul(value, expm1Short(f64x2.mul(d0, weight), half, sixth, last)));
          s1 = f64x2.add(s1, f64x2.mul(value, expm1Short(f64x2.mul(d1, weight), half, sixth, last)));
        }
      }
      c0 = change(work, kind, hits, p, q, r, t, d0, s0, w, from, to, true);
      c1 = change(work, kind, hits, p, q, r, t, d1, s1, w, from, to, true);
    } else {
      if (!all(size, SMALL)) work.far = 1;
      if (kind == CROSS_ENTROPY || kind == SOFTMAX_CROSS_ENTROPY) {
        for (let k = from; k < to; k++) {
          s0 = f64x2.add(s0, f64x2.mul(at(p, k), expm1(f64x2.mul(d0, at(w, k)))));
          s1 = f64x2.add(s1, f64x2.mul(at(p, k), expm1(f64x2.mul(d1, at(w, k)))));
        }
      }
      c0 = change(work, kind, hits, p, q, r, t, d0, s0, w, from, to, false);
      c1 = change(work, kind, hits, p, q, r, t, d1, s1, w, from, to, false);
    }
    const difference = f64x2.sub(
      i64x2.shuffle(c0, c1, 0, 2),
      i64x2.shuffle(c0, c1, 1, 3),
    );
    v128.store64_lane(out, difference, 0);
    v128.store64_lane(out + pitch, difference, 1);
    moves += 32;
    out += pitch << 1;
  }
}

/**
 * The difference of the row's loss for each of `count` moves in the direction w, which is 0 outside outputs [from, to) and
 * nowhere larger than `largest`.
 */
export function differences(
  work: Work,
  w: usize,
  from: i32,
  to: i32,
  largest: f64,
  moves: usize,
  count: i32,
  out: usize,
  pitch: usize,
): void {
  switch (work.kind) {
    case CROSS_ENTROPY:
      return run(work, CROSS_ENTROPY, w, from, to, largest, moves, count, out, pitch);
    case SOFTMAX_CROSS_ENTROPY:
      return run(work, SOFTMAX_CROSS_ENTROPY, w, from, to, largest, moves, count, out, pitch);
    case BINARY_CROSS_ENTROPY:
      return run(work, BINARY_CROSS_ENTROPY, w, from, to, largest, moves, count, out, pitch);
    case SQUARES:
      return run(work, SQUARES, w, from, to, largest, moves, count, out, pitch);
    case SQUARES_OF_LOGISTIC:
      return run(work, SQUARES_OF_LOGISTIC, w, from, to, largest, moves, count, out, pitch);
    case PROGRAM: {
      const a = work.p + ((<usize>(work.row * work.outputs)) << 3);
      return runProgram(changetype<Program>(work.program), a, work.outputs, w, moves, count, out, pitch);
    }
    default:
      return run(work, SQUARES_OF_SOFTMAX, w, from, to, largest, moves, count, out, pitch);
  }
}
