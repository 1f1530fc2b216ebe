/** What the module for numerical gradients exports. */
import { gatherAll, sumsOf } from './gather';
import { firstLayerOf, logisticMoves as logisticMovesOf, secondLayerOf } from './layers';
import { differences, takeRow } from './losses';
import { Work } from './work';

/** Where the module's own data ends and the caller's may begin. */
export function memoryStart(): usize {
  return __heap_base;
}

export function gather(work: Work, h: f64): void {
  gatherAll(work, h);
}

export function sums(work: Work): void {
  sumsOf(work);
}

export function firstLayer(work: Work, first: i32, last: i32, from: i32, to: i32): void {
  firstLayerOf(work, first, last, from, to);
}

export function secondLayer(work: Work, first: i32, last: i32, h: f64): void {
  secondLayerOf(work, first, last, h);
}

// To be compared with the plugins themselves.

/** σ(a + d) − σ(a) for `count` of m = e^d − 1, and one more. */
export function logisticMoves(s: f64, m: usize, count: i32, to: usize): void {
  logisticMovesOf(s, m, count, to);
}

/** L(a + dw) − L(a − dw) of row n, for w anywhere below 1. */
export function difference(work: Work, n: i32, w: usize, moves: usize): f64 {
  takeRow(work, n);
  differences(work, w, 0, work.outputs, 1, moves, 1, work.differences, 8);
  return load<f64>(work.differences);
}
