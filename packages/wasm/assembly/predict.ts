/** Predictions: rows as they come, to outputs. What is not 0 in a row becomes entries, as sparse.ts takes them. */
import { rowBytes } from './layout';
import { hiddenActivation, hiddenSums, output } from './phases';
import { Plan } from './plan';
import { endRow, entryBytes } from './sparse';

/** A bit for each of 16 numbers at `at` that is not 0. NaN is not 0, −0 is. */
// @ts-ignore: decorator
@inline
function maskOf<T>(at: usize, bytes: bool): u64 {
  const zero = i32x4.splat(0);
  if (bytes) return <u64>i8x16.bitmask(i8x16.ne(v128.load(at), zero));
  if (sizeof<T>() == 4) {
    const low = i16x8.narrow_i32x4_s(f32x4.ne(v128.load(at), zero), f32x4.ne(v128.load(at, 16), zero));
    const high = i16x8.narrow_i32x4_s(f32x4.ne(v128.load(at, 32), zero), f32x4.ne(v128.load(at, 48), zero));
    return <u64>i8x16.bitmask(i8x16.narrow_i16x8_s(low, high));
  }
  let mask = 0;
  for (let k = 0; k < 16; k += 2) mask |= i64x2.bitmask(f64x2.ne(v128.load(at + ((<usize>k) << 3)), zero)) << k;
  return <u64>mask;
}

/** `bytes` is a constant where this is called. */
// @ts-ignore: decorator
@inline
function scanAs<T>(plan: Plan, bytes: bool): void {
  const inputs = <usize>plan.inputs;
  const table = plan.table;
  const stride = rowBytes(plan);
  const size: usize = bytes ? 1 : sizeof<T>();
  let x = plan.x;
  let entry = plan.entries;
  for (let n = 0; n < plan.rows; n++) {
    store<u32>(plan.starts + ((<usize>n) << 2), <u32>entry);
    for (let i: usize = 0; i < inputs; i += 64) {
      const from = x + i * size;
      let mask =
        maskOf<T>(from, bytes) |
        (maskOf<T>(from + 16 * size, bytes) << 16) |
        (maskOf<T>(from + 32 * size, bytes) << 32) |
        (maskOf<T>(from + 48 * size, bytes) << 48);
      const left = inputs - i;
      if (left < 64) mask &= ((<u64>1) << left) - 1;
      while (mask != 0) {
        const k = <usize>ctz(mask);
        const at = from + k * size;
        store<T>(entry, bytes ? load<T>(table + <usize>load<u8>(at) * sizeof<T>()) : load<T>(at));
        store<u32>(entry, <u32>((i + k) * stride), sizeof<T>());
        entry += entryBytes<T>();
        mask &= mask - 1;
      }
    }
    entry = endRow<T>(entry);
    x += inputs * size;
  }
}

/** The rows at `plan.x` as entries. */
export function scan<T>(plan: Plan): void {
  if (plan.featureBytes == 1) scanAs<T>(plan, true);
  else scanAs<T>(plan, false);
}

/** The rows at `plan.x` to the outputs at `plan.y`. */
export function predict<T>(plan: Plan): void {
  scan<T>(plan);
  hiddenSums<T>(plan, 0, plan.now);
  hiddenActivation<T>(plan, 0, false);
  output<T>(plan, 0, plan.now);
}

// What a piece of rows waits for; see src/pieces.ts.
const FULL: i32 = 1;
const TAKEN: i32 = 2;
const DONE: i32 = 3;
const QUIT: i32 = 4;

/** How often a thread looks before it sleeps. */
const SPINS: i32 = 20000;

/** What another thread does with two pieces in turn, until it is told to quit. */
export function servePieces<T>(first: Plan, second: Plan): void {
  for (let plan = first; ; plan = plan == first ? second : first) {
    const state = plan.barrier;
    let spins = SPINS;
    for (;;) {
      const now = atomic.load<i32>(state);
      if (now == QUIT) return;
      if (now == FULL && atomic.cmpxchg<i32>(state, FULL, TAKEN) == FULL) break;
      if (--spins > 0) continue;
      atomic.wait<i32>(state, now, -1);
    }
    predict<T>(plan);
    atomic.store<i32>(state, DONE);
  }
}
