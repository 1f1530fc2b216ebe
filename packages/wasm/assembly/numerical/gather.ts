/** Which evaluations a batch needs, and the sums of its hidden units. */
import { expm1 } from './near-zero';
import { Work } from './work';

// @ts-ignore: decorator
@inline
function put(to: usize, i: i32, value: i32): void {
  store<i32>(to + ((<usize>i) << 2), value);
}

/**
 * The numbers of each row that are not 0, as entries, and the different ones among them, as evaluations. A bias is the
 * weight of an input that is always 1.
 */
export function gatherAll(work: Work, h: f64): void {
  const inputs = work.inputs;
  const mask = work.slots - 1;
  const table = work.table;
  memory.fill(table, 0, (<usize>work.slots) << 3);
  let count = 0;
  let entry = 0;
  for (let n = 0; n < work.rows; n++) {
    put(work.starts, n, count);
    put(work.entryStarts, n, entry);
    const x = work.x + ((<usize>(n * inputs)) << 3);
    for (let i = 0; i <= inputs; i++) {
      const value = i < inputs ? load<f64>(x + ((<usize>i) << 3)) : 1;
      if (value == 0) continue;
      // A slot is this row's when it has its number.
      let slot = <i32>((reinterpret<u64>(value) * 0x9e3779b97f4a7c15) >> 40) & mask;
      let evaluation = count;
      for (;;) {
        const at = table + ((<usize>slot) << 3);
        if (load<i32>(at) != n + 1) {
          store<i32>(at, n + 1);
          store<i32>(at, count, 4);
          break;
        }
        const found = load<i32>(at, 4);
        if (load<f64>(work.values + ((<usize>found) << 3)) == value) {
          evaluation = found;
          break;
        }
        slot = (slot + 1) & mask;
      }
      if (evaluation == count) {
        store<f64>(work.values + ((<usize>count) << 3), value);
        const move = f64x2.replace_lane(f64x2.splat(h * value), 1, -(h * value));
        v128.store(work.moves + ((<usize>count) << 4), move);
        v128.store(work.exponentials + ((<usize>count) << 4), expm1(move));
        count++;
      }
      const to = work.entries + ((<usize>entry) << 3);
      store<i32>(to, i);
      store<i32>(to, evaluation, 4);
      entry++;
    }
  }
  put(work.starts, work.rows, count);
  put(work.entryStarts, work.rows, entry);
  // Evaluations go in pairs.
  v128.store(work.moves + ((<usize>count) << 4), i64x2.splat(0));
  v128.store(work.exponentials + ((<usize>count) << 4), i64x2.splat(0));
}

/** a1 = x W1 + b1, added up in the order of the inputs. */
export function sumsOf(work: Work): void {
  const pitch = work.pitch;
  for (let n = 0; n < work.rows; n++) {
    const a = work.units + <usize>n * pitch;
    memory.fill(a, 0, pitch);
    const end = work.entries + ((<usize>load<i32>(work.entryStarts + ((<usize>n) << 2), 4)) << 3);
    let entry = work.entries + ((<usize>load<i32>(work.entryStarts + ((<usize>n) << 2))) << 3);
    for (; entry < end; entry += 8) {
      const W = work.W1 + <usize>load<i32>(entry) * pitch;
      const x = v128.load64_splat(work.values + ((<usize>load<i32>(entry, 4)) << 3));
      for (let at: usize = 0; at < pitch; at += 16)
        v128.store(a + at, f64x2.add(v128.load(a + at), f64x2.mul(x, v128.load(W + at))));
    }
  }
}
