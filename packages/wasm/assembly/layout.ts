/**
 * Parameters (and gradients, and an optimizer's slots) are blocks, one for each panel of hidden units, and b2 after them:
 *
 *     block: W1 [inputs, width], b1 [width], W2ᵀ [outputs, width], each of vectors.
 *
 * Units beyond the last are 0 and stay 0.
 */
import { Plan } from './plan';
import { VECTOR } from './vector';

// @ts-ignore: decorator
@inline
export function rowBytes(plan: Plan): usize {
  return <usize>plan.width * VECTOR;
}

// @ts-ignore: decorator
@inline
export function blockBytes(plan: Plan): usize {
  return <usize>(plan.inputs + 1 + plan.outputs) * rowBytes(plan);
}

// @ts-ignore: decorator
@inline
export function b1At(plan: Plan): usize {
  return <usize>plan.inputs * rowBytes(plan);
}

// @ts-ignore: decorator
@inline
export function W2At(plan: Plan): usize {
  return <usize>(plan.inputs + 1) * rowBytes(plan);
}

// @ts-ignore: decorator
@inline
export function b2At(plan: Plan): usize {
  return <usize>plan.panels * blockBytes(plan);
}

/** Bytes of one panel of z or da. */
// @ts-ignore: decorator
@inline
export function unitBytes(plan: Plan): usize {
  return <usize>plan.capacity * rowBytes(plan);
}

// @ts-ignore: decorator
@inline
export function firstPanel(plan: Plan, thread: i32): i32 {
  return (plan.panels * thread) / plan.threads;
}

/** The first of a thread's rows of the batch, a multiple of 4, so that its outputs are whole vectors. */
// @ts-ignore: decorator
@inline
export function firstRow(plan: Plan, thread: i32): i32 {
  return thread == plan.threads ? plan.rows : ((plan.rows * thread) / plan.threads) & ~3;
}

/** Rows that are transposed together: so many that 8 bits tell them apart, and da of theirs stays near. */
export const PART_ROWS: i32 = 128;

/** What an input has for the numbers of such rows, 16 bits each: an odd number of cache lines, so that inputs do not crowd. */
export const BUCKET_BYTES: usize = 320;

/** The first of the parts that a thread's rows are cut into. */
export function firstPart(plan: Plan, thread: i32): i32 {
  let parts = 0;
  for (let t = 0; t < thread; t++) {
    parts += (firstRow(plan, t + 1) - firstRow(plan, t) + PART_ROWS - 1) / PART_ROWS;
  }
  return parts;
}
