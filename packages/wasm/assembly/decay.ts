/** The decay of weights: the gradient of ½ λ Σ W², and that sum. Biases do not decay. */
import { b1At, blockBytes, firstPanel, rowBytes, W2At } from './layout';
import { Plan } from './plan';
import { addMul, splat, sumOfLanes, VECTOR } from './vector';

/** out += factor · W for the weights of a thread's panels. */
export function decay<T>(plan: Plan, thread: i32, out: usize, factor: f64): void {
  const f = splat<T>(factor);
  for (let p = firstPanel(plan, thread), end = firstPanel(plan, thread + 1); p < end; p++) {
    const block = <usize>p * blockBytes(plan);
    for (let at: usize = 0; at < blockBytes(plan); at += VECTOR) {
      if (at >= b1At(plan) && at < W2At(plan)) continue;
      const to = out + block + at;
      v128.store(to, addMul<T>(v128.load(to), f, v128.load(plan.now + block + at)));
    }
  }
}

/** Σ W² of the new parameters: the lanes row by row across all panels, so that their width does not matter. */
export function sumOfSquares<T>(plan: Plan): f64 {
  const width = rowBytes(plan);
  let sum: f64 = 0;
  for (let row: usize = 0; row < blockBytes(plan); row += width) {
    if (row == b1At(plan)) continue;
    let s = i32x4.splat(0);
    for (let p = 0; p < plan.panels; p++) {
      const from = plan.next + <usize>p * blockBytes(plan) + row;
      for (let at: usize = 0; at < width; at += VECTOR) {
        const w = v128.load(from + at);
        s = addMul<T>(s, w, w);
      }
    }
    sum += <f64>sumOfLanes<T>(s);
  }
  return sum;
}
