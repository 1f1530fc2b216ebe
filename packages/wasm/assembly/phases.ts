/**
 * A training step in phases, each done by every thread for its part: the hidden units' panels in `hidden` and `update`,
 * rows of the batch in `output`.
 */
import { activate, allFinite, OUTSIDE, PROGRAM } from './activations';
import { denseProducts, denseSums, gatherRows } from './dense';
import { decay } from './decay';
import { b2At, blockBytes, firstPanel, firstRow, rowBytes, unitBytes } from './layout';
import { SGD, updateRange } from './optimizers';
import {
  activateOutputs,
  countRight,
  hiddenBackward,
  lossBackward,
  lossOfRows,
  outputSums,
  smallProducts,
} from './output';
import { Plan } from './plan';
import { runProgram } from './programs';
import { fetchRows, sparseProducts, sparseSums, transposeRows, unpackRows } from './sparse';
import { splat, VECTOR } from './vector';

/** Brings a thread's rows near, as T. */
export function gather<T>(plan: Plan, thread: i32): void {
  if (plan.sparse == 0) return gatherRows<T>(plan, thread);
  fetchRows(plan, thread);
  unpackRows<T>(plan, thread);
}

/** a1 of a thread's panels. */
export function hiddenSums<T>(plan: Plan, thread: i32, params: usize): void {
  if (plan.sparse == 0) denseSums<T>(plan, thread, params);
  else sparseSums<T>(plan, thread, params);
}

/** Whether a1 is finite all through, in a thread's panels. */
export function sumsFinite<T>(plan: Plan, thread: i32): bool {
  let finite = true;
  for (let p = firstPanel(plan, thread), end = firstPanel(plan, thread + 1); p < end; p++) {
    const a = plan.z + <usize>p * unitBytes(plan);
    finite = allFinite<T>(a, <usize>plan.rows * rowBytes(plan)) && finite;
  }
  return finite;
}

/** z1 in place of a1, and the slope beside it where it is wanted. */
export function hiddenActivation<T>(plan: Plan, thread: i32, slope: bool): void {
  for (let p = firstPanel(plan, thread), end = firstPanel(plan, thread + 1); p < end; p++) {
    const at = <usize>p * unitBytes(plan);
    const size = <usize>plan.rows * rowBytes(plan);
    const z = plan.z + at;
    const da = slope ? plan.da + at : 0;
    if (plan.hiddenKind == PROGRAM) runProgram<T>(plan, thread, z, da, size);
    else activate<T>(plan.hiddenKind, z, da, size);
    clearPadding<T>(plan, p);
  }
}

/** z of the units beyond the last is 0, whatever the activation makes of 0: it must not move their weights. */
export function clearPadding<T>(plan: Plan, panel: i32): void {
  const units = plan.width * (16 / <i32>sizeof<T>());
  let first = plan.hidden - panel * units;
  if (first >= units) return;
  if (first < 0) first = 0;
  for (let n = 0; n < plan.rows; n++) {
    const row = plan.z + <usize>panel * unitBytes(plan) + <usize>n * rowBytes(plan);
    for (let j = first; j < units; j++) store<T>(row + <usize>j * sizeof<T>(), 0);
  }
}

/** The gradient of a thread's panels and their update: `plan.next` from `plan.now`. */
export function update<T>(plan: Plan, thread: i32): void {
  const sgd = plan.optimizerKind == SGD;
  // SGD needs no gradient in memory: it goes into the new parameters as it is formed.
  const out = sgd ? plan.next : plan.gradients;
  const base = sgd ? plan.now : 0;
  const scale = splat<T>(sgd ? plan.scale : 1);
  if (plan.sparse == 0) denseProducts<T>(plan, thread, out, base, scale);
  else sparseProducts<T>(plan, thread, out, base, scale);
  smallProducts<T>(plan, thread, out, base, scale);
  if (plan.decay != 0) decay<T>(plan, thread, out, sgd ? plan.scale * plan.decay : plan.decay);
  if (sgd || plan.optimizerKind == OUTSIDE) return;
  const block = blockBytes(plan);
  updateRange<T>(plan, <usize>firstPanel(plan, thread) * block, <usize>firstPanel(plan, thread + 1) * block);
  if (thread == 0) updateRange<T>(plan, b2At(plan), b2At(plan) + b2Bytes<T>(plan));
}

function b2Bytes<T>(plan: Plan): usize {
  return (<usize>plan.outputs * sizeof<T>() + VECTOR - 1) & ~(VECTOR - 1);
}

/** Whether a thread's new parameters are finite: of SGD's W1 `finite` has told already, through a1. */
export function parametersFinite<T>(plan: Plan, thread: i32, finite: bool): bool {
  const skip = finite && plan.optimizerKind == SGD ? <usize>plan.inputs * rowBytes(plan) : 0;
  for (let p = firstPanel(plan, thread), end = firstPanel(plan, thread + 1); p < end; p++) {
    const block = plan.next + <usize>p * blockBytes(plan);
    if (!allFinite<T>(block + skip, blockBytes(plan) - skip)) return false;
  }
  return thread != 0 || allFinite<T>(plan.next + b2At(plan), b2Bytes<T>(plan));
}

/** Outputs of a thread's rows after their activation, and their losses, where these have kernels. */
export function output<T>(plan: Plan, thread: i32, params: usize): void {
  const first = firstRow(plan, thread);
  const last = firstRow(plan, thread + 1);
  outputSums<T>(plan, first, last, params);
  if (plan.lossKind != OUTSIDE) lossOfRows<T>(plan, first, last);
  else activateOutputs<T>(plan, first, last);
}

/** The way back to the hidden units for a thread's rows; the batch is transposed for `update` on the way. */
export function backward<T>(plan: Plan, thread: i32): void {
  const first = firstRow(plan, thread);
  const last = firstRow(plan, thread + 1);
  if (plan.lossKind != OUTSIDE) lossBackward<T>(plan, first, last);
  hiddenBackward<T>(plan, first, last);
  if (plan.sparse != 0) transposeRows(plan, thread);
}

/** Outputs of a thread's rows after their activation, and how many are right. */
export function outputRight<T>(plan: Plan, thread: i32): i32 {
  const first = firstRow(plan, thread);
  const last = firstRow(plan, thread + 1);
  outputSums<T>(plan, first, last, plan.now);
  activateOutputs<T>(plan, first, last);
  return countRight<T>(plan, first, last);
}

/** The sum of the rows' losses, in order. */
export function sumOfLosses<T>(plan: Plan): f64 {
  let sum: f64 = 0;
  for (let n: usize = 0; n < <usize>plan.rows; n++) sum += <f64>load<T>(plan.rowLoss + n * sizeof<T>());
  return sum;
}
