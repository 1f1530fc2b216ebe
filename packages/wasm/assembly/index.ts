/** What the module exports, for `Real` numbers. */
import { activate as activateOf } from './activations';
import { sumOfSquares as sumOfSquaresOf } from './decay';
import { copyParams as copyParamsOf, copyUnits as copyUnitsOf } from './packing';
import {
  gather as gatherOf,
  hiddenSums as hiddenSumsOf,
  hiddenActivation as hiddenActivationOf,
  output as outputOf,
  backward as backwardOf,
  update as updateOf,
  sumOfLosses as sumOfLossesOf,
  parametersFinite as parametersFiniteOf,
  outputRight as outputRightOf,
} from './phases';
import { runProgram as runProgramOf } from './programs';
import { Real } from './real';
import { stepAll as stepAllOf, evaluateAll as evaluateAllOf, serve as serveOf, quitAll } from './threads';
import { Plan } from './plan';
import { predict as predictOf, scan as scanOf, servePieces as servePiecesOf } from './predict';

/** Where the module's own data ends and a session's memory may begin. */
export function memoryStart(): usize {
  return __heap_base;
}

export function quit(plan: Plan): void {
  quitAll(plan);
}

export function step(plan: Plan): void {
  stepAllOf<Real>(plan);
}

export function evaluate(plan: Plan): void {
  evaluateAllOf<Real>(plan);
}

export function serve(plan: Plan, thread: i32): void {
  serveOf<Real>(plan, thread);
}

export function copyParams(plan: Plan, params: usize, flat: usize, out: bool): void {
  copyParamsOf<Real>(plan, params, flat, out);
}

export function copyUnits(plan: Plan, units: usize, flat: usize, out: bool): void {
  copyUnitsOf<Real>(plan, units, flat, out);
}

export function gather(plan: Plan): void {
  gatherOf<Real>(plan, 0);
}

export function hiddenSums(plan: Plan, params: usize): void {
  hiddenSumsOf<Real>(plan, 0, params);
}

export function hiddenActivation(plan: Plan, slope: bool): void {
  hiddenActivationOf<Real>(plan, 0, slope);
}

export function output(plan: Plan, params: usize): void {
  outputOf<Real>(plan, 0, params);
}

export function backward(plan: Plan): void {
  backwardOf<Real>(plan, 0);
}

export function update(plan: Plan): void {
  updateOf<Real>(plan, 0);
}

export function sumOfLosses(plan: Plan): f64 {
  return sumOfLossesOf<Real>(plan);
}

export function sumOfSquares(plan: Plan): f64 {
  return sumOfSquaresOf<Real>(plan);
}

export function parametersFinite(plan: Plan): bool {
  return parametersFiniteOf<Real>(plan, 0, false);
}

export function outputRight(plan: Plan): i32 {
  return outputRightOf<Real>(plan, 0);
}

export function scan(plan: Plan): void {
  scanOf<Real>(plan);
}

export function predict(plan: Plan): void {
  predictOf<Real>(plan);
}

export function servePieces(first: Plan, second: Plan): void {
  servePiecesOf<Real>(first, second);
}

export function runProgram(plan: Plan, z: usize, slope: usize, size: usize): void {
  runProgramOf<Real>(plan, 0, z, slope, size);
}

export function activate(kind: i32, z: usize, slope: usize, size: usize): void {
  activateOf<Real>(kind, z, slope, size);
}
