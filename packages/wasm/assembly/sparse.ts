/**
 * Layer 1 on rows of bytes that are mostly 0. A row is kept as the indices (u16) and the bytes (u8) of what is not 0, and
 * the hidden units are cut into panels of `width` vectors, so that a row's sums stay in registers.
 *
 * In these functions `width` is a constant wherever they are called: each call is inlined, and what is beyond the width
 * is not compiled. f32 has panels of up to 13 vectors, f64, for the sake of a smaller module, of up to 8.
 */
import {
  b1At,
  blockBytes,
  BUCKET_BYTES,
  firstPanel,
  firstPart,
  firstRow,
  PART_ROWS,
  rowBytes,
  unitBytes,
} from './layout';
import { Plan } from './plan';
import { addMul, splatAt, VECTOR } from './vector';

/** Bytes of W1 that all rows go through before the next: what of it images use stays in the nearest cache. */
const BLOCK: usize = 56000;

/**
 * Bytes of an entry: a number x that is not 0, as T, and after it, u32, where the weights of its input lie in a panel. After
 * a row's last entry comes one that lies beyond all panels.
 */
// @ts-ignore: decorator
@inline
export function entryBytes<T>(): usize {
  return 2 * sizeof<T>();
}

// @ts-ignore: decorator
@inline
function offsetIn<T>(entry: usize): usize {
  return <usize>load<u32>(entry, sizeof<T>());
}

/** Closes a row of entries; gives where the next begins. */
// @ts-ignore: decorator
@inline
export function endRow<T>(entry: usize): usize {
  store<u32>(entry, <u32>-1, sizeof<T>());
  return entry + entryBytes<T>();
}

/**
 * z[n] = b + Σ xᵢ W[i] for `rows` rows of one panel: z [rows, width], W [I, width], b [width], each of vectors, b
 * after W. `starts`: where the entries of each row begin; `done`, the thread's own: how far they are done. The sum is over
 * the entries in order, W block by block.
 */
// @ts-ignore: decorator
@inline
function sumsOfWidth<T>(
  width: usize,
  z: usize,
  W: usize,
  b: usize,
  rows: i32,
  starts: usize,
  done: usize,
): void {
  const zero = i32x4.splat(0);
  const stride = width * VECTOR;
  const end = done + ((<usize>rows) << 2);
  memory.copy(done, starts, end - done);
  for (let a = z, last = z + <usize>rows * stride; a < last; a += stride) {
    for (let k: usize = 0; k < stride; k += VECTOR) v128.store(a + k, v128.load(b + k));
  }
  for (let limit = BLOCK; limit < b - W + BLOCK; limit += BLOCK) {
    let a = z;
    for (let row = done; row < end; row += 4) {
      let at = <usize>load<u32>(row);
      let s0 = v128.load(a);
      let s1 = width > 1 ? v128.load(a, 16) : zero;
      let s2 = width > 2 ? v128.load(a, 32) : zero;
      let s3 = width > 3 ? v128.load(a, 48) : zero;
      let s4 = width > 4 ? v128.load(a, 64) : zero;
      let s5 = width > 5 ? v128.load(a, 80) : zero;
      let s6 = width > 6 ? v128.load(a, 96) : zero;
      let s7 = width > 7 ? v128.load(a, 112) : zero;
      let s8 = width > 8 ? v128.load(a, 128) : zero;
      let s9 = width > 9 ? v128.load(a, 144) : zero;
      let s10 = width > 10 ? v128.load(a, 160) : zero;
      let s11 = width > 11 ? v128.load(a, 176) : zero;
      let s12 = width > 12 ? v128.load(a, 192) : zero;
      for (; offsetIn<T>(at) < limit; at += entryBytes<T>()) {
        const w = W + offsetIn<T>(at);
        const x = splatAt<T>(at);
        s0 = addMul<T>(s0, x, v128.load(w));
        if (width > 1) s1 = addMul<T>(s1, x, v128.load(w, 16));
        if (width > 2) s2 = addMul<T>(s2, x, v128.load(w, 32));
        if (width > 3) s3 = addMul<T>(s3, x, v128.load(w, 48));
        if (width > 4) s4 = addMul<T>(s4, x, v128.load(w, 64));
        if (width > 5) s5 = addMul<T>(s5, x, v128.load(w, 80));
        if (width > 6) s6 = addMul<T>(s6, x, v128.load(w, 96));
        if (width > 7) s7 = addMul<T>(s7, x, v128.load(w, 112));
        if (width > 8) s8 = addMul<T>(s8, x, v128.load(w, 128));
        if (width > 9) s9 = addMul<T>(s9, x, v128.load(w, 144));
        if (width > 10) s10 = addMul<T>(s10, x, v128.load(w, 160));
        if (width > 11) s11 = addMul<T>(s11, x, v128.load(w, 176));
        if (width > 12) s12 = addMul<T>(s12, x, v128.load(w, 192));
      }
      v128.store(a, s0);
      if (width > 1) v128.store(a, s1, 16);
      if (width > 2) v128.store(a, s2, 32);
      if (width > 3) v128.store(a, s3, 48);
      if (width > 4) v128.store(a, s4, 64);
      if (width > 5) v128.store(a, s5, 80);
      if (width > 6) v128.store(a, s6, 96);
      if (width > 7) v128.store(a, s7, 112);
      if (width > 8) v128.store(a, s8, 128);
      if (width > 9) v128.store(a, s9, 144);
      if (width > 10) v128.store(a, s10, 160);
      if (width > 11) v128.store(a, s11, 176);
      if (width > 12) v128.store(a, s12, 192);
      store<u32>(row, <u32>at);
      a += stride;
    }
  }
}

/**
 * out[i] = base[i] + scale · Σₙ xₙᵢ da[n] for one panel: out and base [I, width], da [rows, width], each of vectors. The sum
 * is over the rows in order, part after part of the transposed batch. `baseStride` is 0 where base is one row of zeros.
 */
// @ts-ignore: decorator
@inline
function productsOfWidth<T>(
  width: usize,
  out: usize,
  base: usize,
  baseStride: usize,
  scale: v128,
  da: usize,
  inputs: i32,
  parts: i32,
  partRows: usize,
  ends: usize,
  endsStride: usize,
  sorted: usize,
  sortedStride: usize,
  table: usize,
): void {
  const zero = i32x4.splat(0);
  const stride = width * VECTOR;
  for (let i = 0; i < inputs; i++) {
    let s0 = zero,
      s1 = zero,
      s2 = zero,
      s3 = zero,
      s4 = zero,
      s5 = zero,
      s6 = zero;
    let s7 = zero,
      s8 = zero,
      s9 = zero,
      s10 = zero,
      s11 = zero,
      s12 = zero;
    for (let part = 0; part < parts; part++) {
      const list = ends + <usize>part * endsStride + ((<usize>i) << 2);
      const from = sorted + <usize>part * sortedStride;
      let at = from + <usize>i * BUCKET_BYTES;
      const end = from + <usize>load<u32>(list);
      const rows = da + <usize>load<u32>(partRows + ((<usize>part) << 2));
      for (; at < end; at += 2) {
        const entry = <u32>load<u16>(at);
        const d = rows + <usize>(entry >> 8) * stride;
        const x = splatAt<T>(table + <usize>(entry & 255) * sizeof<T>());
        s0 = addMul<T>(s0, x, v128.load(d));
        if (width > 1) s1 = addMul<T>(s1, x, v128.load(d, 16));
        if (width > 2) s2 = addMul<T>(s2, x, v128.load(d, 32));
        if (width > 3) s3 = addMul<T>(s3, x, v128.load(d, 48));
        if (width > 4) s4 = addMul<T>(s4, x, v128.load(d, 64));
        if (width > 5) s5 = addMul<T>(s5, x, v128.load(d, 80));
        if (width > 6) s6 = addMul<T>(s6, x, v128.load(d, 96));
        if (width > 7) s7 = addMul<T>(s7, x, v128.load(d, 112));
        if (width > 8) s8 = addMul<T>(s8, x, v128.load(d, 128));
        if (width > 9) s9 = addMul<T>(s9, x, v128.load(d, 144));
        if (width > 10) s10 = addMul<T>(s10, x, v128.load(d, 160));
        if (width > 11) s11 = addMul<T>(s11, x, v128.load(d, 176));
        if (width > 12) s12 = addMul<T>(s12, x, v128.load(d, 192));
      }
    }
    v128.store(out, addMul<T>(v128.load(base), scale, s0));
    if (width > 1) v128.store(out, addMul<T>(v128.load(base, 16), scale, s1), 16);
    if (width > 2) v128.store(out, addMul<T>(v128.load(base, 32), scale, s2), 32);
    if (width > 3) v128.store(out, addMul<T>(v128.load(base, 48), scale, s3), 48);
    if (width > 4) v128.store(out, addMul<T>(v128.load(base, 64), scale, s4), 64);
    if (width > 5) v128.store(out, addMul<T>(v128.load(base, 80), scale, s5), 80);
    if (width > 6) v128.store(out, addMul<T>(v128.load(base, 96), scale, s6), 96);
    if (width > 7) v128.store(out, addMul<T>(v128.load(base, 112), scale, s7), 112);
    if (width > 8) v128.store(out, addMul<T>(v128.load(base, 128), scale, s8), 128);
    if (width > 9) v128.store(out, addMul<T>(v128.load(base, 144), scale, s9), 144);
    if (width > 10) v128.store(out, addMul<T>(v128.load(base, 160), scale, s10), 160);
    if (width > 11) v128.store(out, addMul<T>(v128.load(base, 176), scale, s11), 176);
    if (width > 12) v128.store(out, addMul<T>(v128.load(base, 192), scale, s12), 192);
    out += stride;
    base += baseStride;
  }
}

/** Touches the cache lines of a row: loads that wait for nothing overlap, those amid other work would not. */
// @ts-ignore: decorator
@inline
function fetch(plan: Plan, at: usize, end: usize): i32 {
  let sum = 0;
  for (let byte = at & ~63; byte < end; byte += 64) sum += load<u8>(plan.bytes + byte);
  for (let byte = (at << 1) & ~63; byte < end << 1; byte += 64) sum += load<u8>(plan.indices + byte);
  return sum;
}

// @ts-ignore: decorator
@inline
function rowAt(plan: Plan, n: i32): usize {
  return plan.offsets + ((<usize>load<i32>(plan.batch + ((<usize>n) << 2))) << 2);
}

export function fetchRows(plan: Plan, thread: i32): i32 {
  let sum = 0;
  for (let n = firstRow(plan, thread), last = firstRow(plan, thread + 1); n < last; n++) {
    const row = rowAt(plan, n);
    sum += fetch(plan, <usize>load<u32>(row), <usize>load<u32>(row, 4));
  }
  return sum;
}

/** Unpacks a thread's rows of the batch into entries. */
export function unpackRows<T>(plan: Plan, thread: i32): void {
  const indices = plan.indices,
    bytes = plan.bytes,
    table = plan.table;
  const stride = <u32>rowBytes(plan);
  const strides = i32x4.splat(stride);
  const divisor = v128.load32_splat(table + 1024); // of the float32 table
  let entry = plan.entries + <usize>thread * plan.entriesStride;
  for (let n = firstRow(plan, thread), last = firstRow(plan, thread + 1); n < last; n++) {
    const row = rowAt(plan, n);
    const end = <usize>load<u32>(row, 4);
    store<u32>(plan.starts + ((<usize>n) << 2), <u32>entry);
    let at = <usize>load<u32>(row);
    const next = entry + (end - at) * entryBytes<T>();
    if (sizeof<T>() == 4) {
      // Four at a time; what is beyond the last is written over.
      for (; at < end; at += 4) {
        const four = i16x8.extend_low_i8x16_u(v128.load32_zero(bytes + at));
        const x = f32x4.div(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(four)), divisor);
        const w = i32x4.mul(i32x4.extend_low_i16x8_u(v128.load64_zero(indices + (at << 1))), strides);
        v128.store(entry, i32x4.shuffle(x, w, 0, 4, 1, 5));
        v128.store(entry, i32x4.shuffle(x, w, 2, 6, 3, 7), 16);
        entry += 4 * entryBytes<T>();
      }
      entry = next;
    }
    for (; at < end; at++) {
      store<T>(entry, load<T>(table + <usize>load<u8>(bytes + at) * sizeof<T>()));
      store<u32>(entry, <u32>load<u16>(indices + (at << 1)) * stride, sizeof<T>());
      entry += entryBytes<T>();
    }
    entry = endRow<T>(next);
  }
}

/** Transposes a thread's rows, part by part. */
export function transposeRows(plan: Plan, thread: i32): void {
  let part = firstPart(plan, thread);
  for (let n = firstRow(plan, thread), last = firstRow(plan, thread + 1); n < last; n += PART_ROWS) {
    transposePart(plan, part, n, min(n + PART_ROWS, last));
    part++;
  }
}

/**
 * Sorts what is not 0 in rows [first, last) by input, rows in order, as `row << 8 | byte`: short, because they are written
 * all over the place. `ends[i]` becomes where input i's begin, `ends[i + 1]` where they end.
 */
function transposePart(plan: Plan, part: i32, first: i32, last: i32): void {
  const ends = plan.ends + <usize>part * plan.endsStride;
  const sorted = plan.sorted + <usize>part * plan.sortedStride;
  const indices = plan.indices,
    bytes = plan.bytes;
  for (let i: usize = 0; i < <usize>plan.inputs; i++) store<u32>(ends + (i << 2), <u32>(i * BUCKET_BYTES));
  for (let n = first; n < last; n++) {
    const row = rowAt(plan, n);
    const end = <usize>load<u32>(row, 4);
    const high = (<u32>(n - first)) << 8;
    for (let at = <usize>load<u32>(row); at < end; at++) {
      const next = ends + ((<usize>load<u16>(indices + (at << 1))) << 2);
      const to = load<u32>(next);
      store<u32>(next, to + 2);
      store<u16>(sorted + to, high | load<u8>(bytes + at));
    }
  }
  // Where the part's rows lie in a panel of da.
  store<u32>(plan.partRows + ((<usize>part) << 2), <u32>first * <u32>rowBytes(plan));
}

/** a1 of a thread's panels, into `plan.z`. */
export function sparseSums<T>(plan: Plan, thread: i32, params: usize): void {
  const done = plan.starts + <usize>((thread + 1) * plan.capacity) * 4;
  for (let panel = firstPanel(plan, thread), end = firstPanel(plan, thread + 1); panel < end; panel++) {
    const W = params + <usize>panel * blockBytes(plan);
    const b = W + b1At(plan);
    const z = plan.z + <usize>panel * unitBytes(plan);
    switch (plan.width) {
      case 1:
        sumsOfWidth<T>(1, z, W, b, plan.rows, plan.starts, done);
        break;
      case 2:
        sumsOfWidth<T>(2, z, W, b, plan.rows, plan.starts, done);
        break;
      case 3:
        sumsOfWidth<T>(3, z, W, b, plan.rows, plan.starts, done);
        break;
      case 4:
        sumsOfWidth<T>(4, z, W, b, plan.rows, plan.starts, done);
        break;
      case 5:
        sumsOfWidth<T>(5, z, W, b, plan.rows, plan.starts, done);
        break;
      case 6:
        sumsOfWidth<T>(6, z, W, b, plan.rows, plan.starts, done);
        break;
      case 7:
        sumsOfWidth<T>(7, z, W, b, plan.rows, plan.starts, done);
        break;
      case 8:
        sumsOfWidth<T>(8, z, W, b, plan.rows, plan.starts, done);
        break;
      case 9:
        if (sizeof<T>() == 4) sumsOfWidth<T>(9, z, W, b, plan.rows, plan.starts, done);
        break;
      case 10:
        if (sizeof<T>() == 4) sumsOfWidth<T>(10, z, W, b, plan.rows, plan.starts, done);
        break;
      case 11:
        if (sizeof<T>() == 4) sumsOfWidth<T>(11, z, W, b, plan.rows, plan.starts, done);
        break;
      case 12:
        if (sizeof<T>() == 4) sumsOfWidth<T>(12, z, W, b, plan.rows, plan.starts, done);
        break;
      case 13:
        if (sizeof<T>() == 4) sumsOfWidth<T>(13, z, W, b, plan.rows, plan.starts, done);
        break;
    }
  }
}

/** W1's part of the gradient for a thread's panels: out = base + scale · Σ xᵀ da. */
export function sparseProducts<T>(plan: Plan, thread: i32, out: usize, base: usize, scale: v128): void {
  for (let panel = firstPanel(plan, thread), end = firstPanel(plan, thread + 1); panel < end; panel++) {
    const block = <usize>panel * blockBytes(plan);
    const from = base == 0 ? plan.zeros : base + block;
    const stride = base == 0 ? 0 : rowBytes(plan);
    const da = plan.da + <usize>panel * unitBytes(plan);
    switch (plan.width) {
      case 1:
        productsOfPlan<T>(1, plan, out + block, from, stride, scale, da);
        break;
      case 2:
        productsOfPlan<T>(2, plan, out + block, from, stride, scale, da);
        break;
      case 3:
        productsOfPlan<T>(3, plan, out + block, from, stride, scale, da);
        break;
      case 4:
        productsOfPlan<T>(4, plan, out + block, from, stride, scale, da);
        break;
      case 5:
        productsOfPlan<T>(5, plan, out + block, from, stride, scale, da);
        break;
      case 6:
        productsOfPlan<T>(6, plan, out + block, from, stride, scale, da);
        break;
      case 7:
        productsOfPlan<T>(7, plan, out + block, from, stride, scale, da);
        break;
      case 8:
        productsOfPlan<T>(8, plan, out + block, from, stride, scale, da);
        break;
      case 9:
        if (sizeof<T>() == 4) productsOfPlan<T>(9, plan, out + block, from, stride, scale, da);
        break;
      case 10:
        if (sizeof<T>() == 4) productsOfPlan<T>(10, plan, out + block, from, stride, scale, da);
        break;
      case 11:
        if (sizeof<T>() == 4) productsOfPlan<T>(11, plan, out + block, from, stride, scale, da);
        break;
      case 12:
        if (sizeof<T>() == 4) productsOfPlan<T>(12, plan, out + block, from, stride, scale, da);
        break;
      case 13:
        if (sizeof<T>() == 4) productsOfPlan<T>(13, plan, out + block, from, stride, scale, da);
        break;
    }
  }
}

// @ts-ignore: decorator
@inline
function productsOfPlan<T>(
  width: usize,
  p: Plan,
  out: usize,
  base: usize,
  stride: usize,
  scale: v128,
  da: usize,
): void {
  productsOfWidth<T>(
    width,
    out,
    base,
    stride,
    scale,
    da,
    p.inputs,
    firstPart(p, p.threads),
    p.partRows,
    p.ends,
    p.endsStride,
    p.sorted,
    p.sortedStride,
    p.table,
  );
}
