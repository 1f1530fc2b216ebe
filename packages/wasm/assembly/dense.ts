/** Layer 1 on rows that are mostly not 0: products of matrices, 4 rows by 2 vectors at a time in registers. */
import { b1At, blockBytes, firstPanel, firstRow, rowBytes, unitBytes } from './layout';
import { Plan } from './plan';
import { addMul, splatAt, VECTOR } from './vector';

/** The vectors of a panel; rows come in fours. */
export const DENSE_WIDTH: i32 = 2;

/** A thread's rows of the batch as T: bytes looked up, numbers copied; what pads them is 0. */
export function gatherRows<T>(plan: Plan, thread: i32): void {
  const first = firstRow(plan, thread);
  const last = firstRow(plan, thread + 1);
  const padded = (plan.rows + 3) & ~3;
  for (let n = first; n < (last == plan.rows ? padded : last); n++) {
    const to = plan.x + <usize>n * plan.xStride;
    if (n >= plan.rows) {
      memory.fill(to, 0, plan.xStride);
      continue;
    }
    const row = <usize>load<i32>(plan.batch + ((<usize>n) << 2)) * <usize>plan.inputs;
    if (plan.featureBytes == 1) {
      const from = plan.features + row;
      for (let i: usize = 0; i < <usize>plan.inputs; i++) {
        store<T>(to + i * sizeof<T>(), load<T>(plan.table + <usize>load<u8>(from + i) * sizeof<T>()));
      }
    } else {
      memory.copy(to, plan.features + row * sizeof<T>(), <usize>plan.inputs * sizeof<T>());
    }
  }
}

/** a1 of a thread's panels, into `plan.z`. */
export function denseSums<T>(plan: Plan, thread: i32, params: usize): void {
  const step = plan.xStride;
  const inputs = <usize>plan.inputs * sizeof<T>();
  for (let panel = firstPanel(plan, thread), end = firstPanel(plan, thread + 1); panel < end; panel++) {
    const W = params + <usize>panel * blockBytes(plan);
    const b = W + b1At(plan);
    let a = plan.z + <usize>panel * unitBytes(plan);
    let x = plan.x;
    for (let n = 0; n < plan.rows; n += 4) {
      let w = W;
      let s00 = v128.load(b),
        s01 = v128.load(b, 16);
      let s10 = s00,
        s11 = s01,
        s20 = s00,
        s21 = s01,
        s30 = s00,
        s31 = s01;
      for (let at = x, stop = x + inputs; at < stop; at += sizeof<T>()) {
        const w0 = v128.load(w),
          w1 = v128.load(w, 16);
        let v = splatAt<T>(at);
        s00 = addMul<T>(s00, v, w0);
        s01 = addMul<T>(s01, v, w1);
        v = splatAt<T>(at + step);
        s10 = addMul<T>(s10, v, w0);
        s11 = addMul<T>(s11, v, w1);
        v = splatAt<T>(at + 2 * step);
        s20 = addMul<T>(s20, v, w0);
        s21 = addMul<T>(s21, v, w1);
        v = splatAt<T>(at + 3 * step);
        s30 = addMul<T>(s30, v, w0);
        s31 = addMul<T>(s31, v, w1);
        w += 2 * VECTOR;
      }
      v128.store(a, s00);
      v128.store(a, s01, 16);
      v128.store(a, s10, 32);
      v128.store(a, s11, 48);
      v128.store(a, s20, 64);
      v128.store(a, s21, 80);
      v128.store(a, s30, 96);
      v128.store(a, s31, 112);
      a += 8 * VECTOR;
      x += 4 * step;
    }
  }
}

/** W1's part of the gradient for a thread's panels: out = base + scale · Σ xᵀ da, over the rows in order. */
export function denseProducts<T>(plan: Plan, thread: i32, out: usize, base: usize, scale: v128): void {
  const size = sizeof<T>();
  for (let panel = firstPanel(plan, thread), end = firstPanel(plan, thread + 1); panel < end; panel++) {
    const block = <usize>panel * blockBytes(plan);
    const stride = base == 0 ? 0 : rowBytes(plan);
    const da = plan.da + <usize>panel * unitBytes(plan);
    let to = out + block;
    let from = base == 0 ? plan.zeros : base + block;
    for (let i = 0; i < plan.inputs; i += 4) {
      const zero = i32x4.splat(0);
      let s00 = zero,
        s01 = zero,
        s10 = zero,
        s11 = zero,
        s20 = zero,
        s21 = zero,
        s30 = zero,
        s31 = zero;
      let x = plan.x + <usize>i * size;
      for (let d = da, stop = da + <usize>plan.rows * 2 * VECTOR; d < stop; d += 2 * VECTOR) {
        const d0 = v128.load(d),
          d1 = v128.load(d, 16);
        let v = splatAt<T>(x);
        s00 = addMul<T>(s00, v, d0);
        s01 = addMul<T>(s01, v, d1);
        v = splatAt<T>(x + size);
        s10 = addMul<T>(s10, v, d0);
        s11 = addMul<T>(s11, v, d1);
        v = splatAt<T>(x + 2 * size);
        s20 = addMul<T>(s20, v, d0);
        s21 = addMul<T>(s21, v, d1);
        v = splatAt<T>(x + 3 * size);
        s30 = addMul<T>(s30, v, d0);
        s31 = addMul<T>(s31, v, d1);
        x += plan.xStride;
      }
      const left = plan.inputs - i;
      write<T>(to, from, scale, s00, s01);
      if (left > 1) write<T>(to + 32, from + stride, scale, s10, s11);
      if (left > 2) write<T>(to + 64, from + 2 * stride, scale, s20, s21);
      if (left > 3) write<T>(to + 96, from + 3 * stride, scale, s30, s31);
      to += 8 * VECTOR;
      from += 4 * stride;
    }
  }
}

// @ts-ignore: decorator
@inline
function write<T>(to: usize, from: usize, scale: v128, s0: v128, s1: v128): void {
  v128.store(to, addMul<T>(v128.load(from), scale, s0));
  v128.store(to, addMul<T>(v128.load(from, 16), scale, s1), 16);
}
