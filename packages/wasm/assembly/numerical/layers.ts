/** Every nudge of a weight, followed to the losses that it changes. */
import { differences, takeRow } from './losses';
import { one } from './near-zero';
import { Work } from './work';

/** A unit moves by as much as its sum, */
export const IDENTITY: i32 = 0;
/** by σ(a + d) − σ(a), */
export const LOGISTIC: i32 = 1;
/** or by what the caller has found. */
export const GIVEN: i32 = 2;

// @ts-ignore: decorator
@inline
function word(base: usize, i: i32): i32 {
  return load<i32>(base + ((<usize>i) << 2));
}

/** σ(a + d) − σ(a) = s (1 − s) m / (1 + s m), where s = σ(a) and m = e^d − 1, for `count` of m, and one more. */
export function logisticMoves(s: f64, m: usize, count: i32, to: usize): void {
  const value = f64x2.splat(s);
  const factor = f64x2.splat(s * (1 - s));
  for (const end = m + ((<usize>count) << 4); m <= end; m += 16) {
    const v = v128.load(m);
    v128.store(to, f64x2.div(f64x2.mul(factor, v), f64x2.add(one(), f64x2.mul(value, v))));
    to += 16;
  }
}

/** Adds to the totals of W1 and b1 what rows [first, last) and units [from, to) give; `from` is even. */
export function firstLayerOf(work: Work, first: i32, last: i32, from: i32, to: i32): void {
  const pitch = work.pitch;
  const outputs = work.outputs;
  const begin = word(work.starts, first);
  for (let n = first; n < last; n++) {
    takeRow(work, n);
    const start = word(work.starts, n);
    const count = word(work.starts, n + 1) - start;
    for (let j = from; j < to; j++) {
      let moves = work.moves + ((<usize>start) << 4);
      if (work.hiddenKind == LOGISTIC) {
        const z = load<f64>(work.units + <usize>n * pitch + ((<usize>j) << 3));
        moves = work.moved;
        logisticMoves(z, work.exponentials + ((<usize>start) << 4), count, moves);
      }
      if (work.hiddenKind == GIVEN) {
        moves = work.given + <usize>(j - from) * work.givenPitch + ((<usize>(start - begin)) << 4);
      }
      const largest = load<f64>(work.largest + ((<usize>j) << 3));
      const w = work.W2 + ((<usize>(j * outputs)) << 3);
      differences(work, w, 0, outputs, largest, moves, count, work.differences + ((<usize>j) << 3), pitch);
    }
    // From the row's evaluations to the weights.
    const at = (<usize>from) << 3;
    const stop = ((<usize>to << 3) + 15) & ~15;
    const last = work.entries + ((<usize>word(work.entryStarts, n + 1)) << 3);
    for (let entry = work.entries + ((<usize>word(work.entryStarts, n)) << 3); entry < last; entry += 8) {
      const total = work.total1 + <usize>load<i32>(entry) * pitch;
      const found = work.differences + <usize>(load<i32>(entry, 4) - start) * pitch;
      for (let k = at; k < stop; k += 16)
        v128.store(total + k, f64x2.add(v128.load(total + k), v128.load(found + k)));
    }
  }
}

/** Adds to the totals of W2 and b2 what rows [first, last) give. A weight of output k moves a2 in that place alone. */
export function secondLayerOf(work: Work, first: i32, last: i32, h: f64): void {
  const hidden = work.hidden;
  const outputs = work.outputs;
  for (let n = first; n < last; n++) {
    takeRow(work, n);
    const z = work.units + <usize>n * work.pitch;
    for (let j = 0; j <= hidden + 1; j++) {
      const move = j > hidden ? 0 : h * (j < hidden ? load<f64>(z + ((<usize>j) << 3)) : 1);
      v128.store(work.moved + ((<usize>j) << 4), f64x2.replace_lane(f64x2.splat(move), 1, -move));
    }
    for (let k = 0; k < outputs; k++) {
      const unit = work.unit + ((<usize>k) << 3);
      store<f64>(unit, 1);
      differences(work, work.unit, k, k + 1, 1, work.moved, hidden + 1, work.differences, 8);
      store<f64>(unit, 0);
      for (let j = 0; j <= hidden; j++) {
        const total = work.total2 + ((<usize>(j * outputs + k)) << 3);
        store<f64>(total, load<f64>(total) + load<f64>(work.differences + ((<usize>j) << 3)));
      }
    }
  }
}
