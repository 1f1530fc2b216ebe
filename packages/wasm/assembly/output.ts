/** Layer 2: outputs, loss and the way back to the hidden units, row by row. */
import { activate, SIGMOID } from './activations';
import { exp } from './functions';
import { b2At, blockBytes, firstPanel, firstRow, rowBytes, unitBytes, W2At } from './layout';
import { logOf as log } from './logarithms';
import { Plan } from './plan';
import { addMul, splatAt, sumOfLanes, VECTOR } from './vector';

export const SOFTMAX: i32 = 1000;

// Losses. Those that end in the way back (y − t)/n have the output activation in them.
const SOFTMAX_CROSS_ENTROPY_OF_LOGITS: i32 = 1;
const CROSS_ENTROPY: i32 = 2;
const MEAN_SQUARED: i32 = 3;
const HALF_SUM_SQUARED: i32 = 4;
const BINARY_CROSS_ENTROPY: i32 = 5;

// @ts-ignore: decorator
@inline
function get<T>(from: usize, i: i32): T {
  return load<T>(from + <usize>i * sizeof<T>());
}

// @ts-ignore: decorator
@inline
function put<T>(to: usize, i: i32, value: T): void {
  store<T>(to + <usize>i * sizeof<T>(), value);
}

/** a2 = z1 W2 + b2 for rows [first, last), into `plan.y`. */
export function outputSums<T>(plan: Plan, first: i32, last: i32, params: usize): void {
  const outputs = plan.outputs;
  const width = rowBytes(plan);
  const block = blockBytes(plan);
  const panel = unitBytes(plan);
  const b2 = params + b2At(plan);
  const zero = i32x4.splat(0);
  for (let n = first; n < last; n++) {
    const row = plan.z + <usize>n * width;
    const y = plan.y + <usize>(n * outputs) * sizeof<T>();
    let o = 0;
    for (; o + 4 < outputs; o += 5) {
      let s0 = zero,
        s1 = zero,
        s2 = zero,
        s3 = zero,
        s4 = zero;
      let W = params + W2At(plan) + <usize>o * width;
      let z = row;
      for (let p = 0; p < plan.panels; p++) {
        for (let at: usize = 0; at < width; at += VECTOR) {
          const v = v128.load(z + at);
          let w = W + at;
          s0 = addMul<T>(s0, v, v128.load(w));
          w += width;
          s1 = addMul<T>(s1, v, v128.load(w));
          w += width;
          s2 = addMul<T>(s2, v, v128.load(w));
          w += width;
          s3 = addMul<T>(s3, v, v128.load(w));
          w += width;
          s4 = addMul<T>(s4, v, v128.load(w));
        }
        z += panel;
        W += block;
      }
      put<T>(y, o, get<T>(b2, o) + sumOfLanes<T>(s0));
      put<T>(y, o + 1, get<T>(b2, o + 1) + sumOfLanes<T>(s1));
      put<T>(y, o + 2, get<T>(b2, o + 2) + sumOfLanes<T>(s2));
      put<T>(y, o + 3, get<T>(b2, o + 3) + sumOfLanes<T>(s3));
      put<T>(y, o + 4, get<T>(b2, o + 4) + sumOfLanes<T>(s4));
    }
    for (; o < outputs; o++) {
      let s = zero;
      let W = params + W2At(plan) + <usize>o * width;
      let z = row;
      for (let p = 0; p < plan.panels; p++) {
        for (let at: usize = 0; at < width; at += VECTOR)
          s = addMul<T>(s, v128.load(z + at), v128.load(W + at));
        z += panel;
        W += block;
      }
      put<T>(y, o, get<T>(b2, o) + sumOfLanes<T>(s));
    }
  }
}

/** e^y for the outputs of rows [first, last); `first` is a multiple of 4, so the vectors are whole but for the last. */
function expOfRows<T>(plan: Plan, first: i32, last: i32): void {
  let at = plan.y + <usize>(first * plan.outputs) * sizeof<T>();
  const end = plan.y + <usize>(last * plan.outputs) * sizeof<T>();
  for (; at < end; at += VECTOR) v128.store(at, exp<T>(v128.load(at)));
}

// @ts-ignore: decorator
@inline
function labelOf(plan: Plan, n: i32): i32 {
  return load<i32>(plan.labels + ((<usize>load<i32>(plan.batch + ((<usize>n) << 2))) << 2));
}

/** Subtracts the row's largest output, takes e^, and divides by the sum where `divide` says so. */
function softmaxOfRows<T>(plan: Plan, first: i32, last: i32, logits: bool): void {
  const outputs = plan.outputs;
  for (let n = first; n < last; n++) {
    const y = plan.y + <usize>(n * outputs) * sizeof<T>();
    let largest = load<T>(y);
    for (let k = 1; k < outputs; k++) {
      const v = get<T>(y, k);
      largest = v > largest ? v : largest;
    }
    for (let k = 0; k < outputs; k++) put<T>(y, k, get<T>(y, k) - largest);
    if (logits) put<T>(plan.rowLoss, n, get<T>(y, labelOf(plan, n)));
  }
  expOfRows<T>(plan, first, last);
  for (let n = first; n < last; n++) {
    const y = plan.y + <usize>(n * outputs) * sizeof<T>();
    let sum: T = 0;
    for (let k = 0; k < outputs; k++) sum += get<T>(y, k);
    const inverse: T = <T>1 / sum;
    for (let k = 0; k < outputs; k++) put<T>(y, k, get<T>(y, k) * inverse);
    if (logits) put<T>(plan.rowLoss, n, log<T>(sum) - get<T>(plan.rowLoss, n));
  }
}

/** The output activation of rows [first, last), in place. */
export function activateOutputs<T>(plan: Plan, first: i32, last: i32): void {
  if (plan.outputKind == SOFTMAX) softmaxOfRows<T>(plan, first, last, false);
  else if (plan.outputKind == SIGMOID) {
    const size = (<usize>((last - first) * plan.outputs) * sizeof<T>() + 15) & ~15;
    activate<T>(SIGMOID, plan.y + <usize>(first * plan.outputs) * sizeof<T>(), 0, size);
  }
}

/** The loss of each of rows [first, last), from the outputs before their activation. */
export function lossOfRows<T>(plan: Plan, first: i32, last: i32): void {
  const kind = plan.lossKind;
  if (kind == SOFTMAX_CROSS_ENTROPY_OF_LOGITS) return softmaxOfRows<T>(plan, first, last, true);
  activateOutputs<T>(plan, first, last);
  const outputs = plan.outputs;
  const epsilon = <T>plan.lossSetting;
  for (let n = first; n < last; n++) {
    const y = plan.y + <usize>(n * outputs) * sizeof<T>();
    const label = labelOf(plan, n);
    let loss: T = 0;
    if (kind == CROSS_ENTROPY) {
      loss = -log<T>(get<T>(y, label) + epsilon);
    } else if (kind == BINARY_CROSS_ENTROPY) {
      for (let k = 0; k < outputs; k++) {
        const v = get<T>(y, k);
        loss -= log<T>((isRight(outputs, k, label) ? v : <T>1 - v) + epsilon);
      }
      loss /= <T>outputs;
    } else {
      for (let k = 0; k < outputs; k++) {
        const d: T = get<T>(y, k) - <T>(k == label ? 1 : 0);
        loss += d * d;
      }
      loss = kind == MEAN_SQUARED ? loss / <T>outputs : loss * <T>0.5;
    }
    put<T>(plan.rowLoss, n, loss);
  }
}

/** Whether output k should be 1. A single output stands for class 1. */
// @ts-ignore: decorator
@inline
function isRight(outputs: i32, k: i32, label: i32): bool {
  return outputs == 1 ? label == 1 : k == label;
}

/** ∂L/∂a2 of rows [first, last), into `plan.dy`, from what `lossOfRows` left in `plan.y`. */
export function lossBackward<T>(plan: Plan, first: i32, last: i32): void {
  const outputs = plan.outputs;
  const kind = plan.lossKind;
  const rows = <T>plan.rows;
  let factor: T = <T>1 / rows;
  if (kind == MEAN_SQUARED) factor = <T>2 / (rows * <T>outputs);
  if (kind == HALF_SUM_SQUARED) factor = 1;
  if (kind == BINARY_CROSS_ENTROPY) factor = <T>1 / (rows * <T>outputs);
  for (let n = first; n < last; n++) {
    const y = plan.y + <usize>(n * outputs) * sizeof<T>();
    const dy = plan.dy + <usize>(n * outputs) * sizeof<T>();
    const label = labelOf(plan, n);
    for (let k = 0; k < outputs; k++) {
      const right = kind == BINARY_CROSS_ENTROPY ? isRight(outputs, k, label) : k == label;
      put<T>(dy, k, (get<T>(y, k) - <T>(right ? 1 : 0)) * factor);
    }
    if (kind != MEAN_SQUARED && kind != HALF_SUM_SQUARED) continue;
    // These losses do not have the output activation in them.
    if (plan.outputKind == SIGMOID) {
      for (let k = 0; k < outputs; k++) {
        const v = get<T>(y, k);
        put<T>(dy, k, get<T>(dy, k) * v * (<T>1 - v));
      }
    } else if (plan.outputKind == SOFTMAX) {
      let sum: T = 0;
      for (let k = 0; k < outputs; k++) sum += get<T>(dy, k) * get<T>(y, k);
      for (let k = 0; k < outputs; k++) put<T>(dy, k, get<T>(y, k) * (get<T>(dy, k) - sum));
    }
  }
}

/** dz · slope, 0 where dz is 0: also where the slope is not finite. */
// @ts-ignore: decorator
@inline
function through<T>(dz: v128, slope: v128): v128 {
  return v128.andnot(v128.mul<T>(dz, slope), v128.eq<T>(dz, i32x4.splat(0)));
}

/** ∂L/∂a1 = (∂L/∂a2 W2ᵀ) ∘ slope for rows [first, last), in place of the slope in `plan.da`. */
export function hiddenBackward<T>(plan: Plan, first: i32, last: i32): void {
  const outputs = plan.outputs;
  const width = rowBytes(plan);
  const zero = i32x4.splat(0);
  for (let p = 0; p < plan.panels; p++) {
    const W2 = plan.now + <usize>p * blockBytes(plan) + W2At(plan);
    const panel = plan.da + <usize>p * unitBytes(plan);
    for (let n = first; n < last; n++) {
      const row = panel + <usize>n * width;
      const dy = plan.dy + <usize>(n * outputs) * sizeof<T>();
      const dyEnd = dy + <usize>outputs * sizeof<T>();
      let at: usize = 0;
      for (; at + 3 * VECTOR < width; at += 4 * VECTOR) {
        let s0 = zero,
          s1 = zero,
          s2 = zero,
          s3 = zero;
        let w = W2 + at;
        for (let k = dy; k < dyEnd; k += sizeof<T>()) {
          const d = splatAt<T>(k);
          s0 = addMul<T>(s0, d, v128.load(w));
          s1 = addMul<T>(s1, d, v128.load(w, 16));
          s2 = addMul<T>(s2, d, v128.load(w, 32));
          s3 = addMul<T>(s3, d, v128.load(w, 48));
          w += width;
        }
        const to = row + at;
        v128.store(to, through<T>(s0, v128.load(to)));
        v128.store(to, through<T>(s1, v128.load(to, 16)), 16);
        v128.store(to, through<T>(s2, v128.load(to, 32)), 32);
        v128.store(to, through<T>(s3, v128.load(to, 48)), 48);
      }
      for (; at < width; at += VECTOR) {
        let s = zero;
        let w = W2 + at;
        for (let k = dy; k < dyEnd; k += sizeof<T>()) {
          s = addMul<T>(s, splatAt<T>(k), v128.load(w));
          w += width;
        }
        v128.store(row + at, through<T>(s, v128.load(row + at)));
      }
    }
  }
}

/** The rest of the gradient for a thread's panels: out = base + scale · g for b1, W2 and, of the first thread, b2. */
export function smallProducts<T>(plan: Plan, thread: i32, out: usize, base: usize, scale: v128): void {
  const outputs = plan.outputs;
  const width = rowBytes(plan);
  const zero = i32x4.splat(0);
  for (let p = firstPanel(plan, thread), end = firstPanel(plan, thread + 1); p < end; p++) {
    const block = <usize>p * blockBytes(plan) + <usize>plan.inputs * width;
    const da = plan.da + <usize>p * unitBytes(plan);
    const z = plan.z + <usize>p * unitBytes(plan);
    const size = <usize>plan.rows * width;
    for (let at: usize = 0; at < width; at += VECTOR) {
      let s = zero;
      for (let d = da + at; d < da + size; d += width) s = v128.add<T>(s, v128.load(d));
      const from = base == 0 ? plan.zeros : base + block + at;
      v128.store(out + block + at, addMul<T>(v128.load(from), scale, s));
    }
    // W2ᵀ: five outputs at a time, so that z is read once for them.
    for (let at: usize = 0; at < width; at += VECTOR) {
      let o = 0;
      for (; o + 4 < outputs; o += 5) {
        let s0 = zero,
          s1 = zero,
          s2 = zero,
          s3 = zero,
          s4 = zero;
        let dy = plan.dy + <usize>o * sizeof<T>();
        for (let from = z + at; from < z + size; from += width) {
          const v = v128.load(from);
          s0 = addMul<T>(s0, v, splatAt<T>(dy));
          s1 = addMul<T>(s1, v, splatAt<T>(dy + sizeof<T>()));
          s2 = addMul<T>(s2, v, splatAt<T>(dy + 2 * sizeof<T>()));
          s3 = addMul<T>(s3, v, splatAt<T>(dy + 3 * sizeof<T>()));
          s4 = addMul<T>(s4, v, splatAt<T>(dy + 4 * sizeof<T>()));
          dy += <usize>outputs * sizeof<T>();
        }
        const to = block + <usize>(o + 1) * width + at;
        write<T>(plan, out, base, to, scale, s0);
        write<T>(plan, out, base, to + width, scale, s1);
        write<T>(plan, out, base, to + 2 * width, scale, s2);
        write<T>(plan, out, base, to + 3 * width, scale, s3);
        write<T>(plan, out, base, to + 4 * width, scale, s4);
      }
      for (; o < outputs; o++) {
        let s = zero;
        let dy = plan.dy + <usize>o * sizeof<T>();
        for (let from = z + at; from < z + size; from += width) {
          s = addMul<T>(s, v128.load(from), splatAt<T>(dy));
          dy += <usize>outputs * sizeof<T>();
        }
        write<T>(plan, out, base, block + <usize>(o + 1) * width + at, scale, s);
      }
    }
  }
  if (thread != 0) return;
  const b2 = b2At(plan);
  const factor: T = sizeof<T>() == 4 ? <T>f32x4.extract_lane(scale, 0) : <T>f64x2.extract_lane(scale, 0);
  for (let k = 0; k < outputs; k++) {
    let sum: T = 0;
    for (let n = 0; n < plan.rows; n++) sum += get<T>(plan.dy, n * outputs + k);
    const from: T = base == 0 ? <T>0 : get<T>(base + b2, k);
    put<T>(out + b2, k, from + factor * sum);
  }
}

// @ts-ignore: decorator
@inline
function write<T>(plan: Plan, out: usize, base: usize, at: usize, scale: v128, s: v128): void {
  const from = base == 0 ? plan.zeros : base + at;
  v128.store(out + at, addMul<T>(v128.load(from), scale, s));
}

/** How many of rows [first, last) have the largest output at their label; a single output says 1 from ½ on. */
export function countRight<T>(plan: Plan, first: i32, last: i32): i32 {
  const outputs = plan.outputs;
  let right = 0;
  for (let n = first; n < last; n++) {
    const y = plan.y + <usize>(n * outputs) * sizeof<T>();
    let best = 0;
    if (outputs == 1) best = load<T>(y) >= <T>0.5 ? 1 : 0;
    for (let k = 1; k < outputs; k++) if (get<T>(y, k) > get<T>(y, best)) best = k;
    if (best == labelOf(plan, n)) right++;
  }
  return right;
}
