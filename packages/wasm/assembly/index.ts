/** What the module exports: each function for f32 and for f64. */
import { activate as activateOf } from './activations';
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
import { stepAll as stepAllOf, evaluateAll as evaluateAllOf, serve as serveOf, quitAll } from './threads';
import { exp, log } from './functions';
import { Plan } from './plan';
import { predict as predictOf, scan as scanOf, servePieces as servePiecesOf } from './predict';
import { VECTOR } from './vector';

/** Where the module's own data ends and a session's memory may begin. */
export function memoryStart(): usize {
  return __heap_base;
}

export function quit(plan: Plan): void {
  quitAll(plan);
}

export function step32(plan: Plan): void {
  stepAllOf<f32>(plan);
}

export function evaluate32(plan: Plan): void {
  evaluateAllOf<f32>(plan);
}

export function serve32(plan: Plan, thread: i32): void {
  serveOf<f32>(plan, thread);
}

export function copyParams32(plan: Plan, params: usize, flat: usize, out: bool): void {
  copyParamsOf<f32>(plan, params, flat, out);
}

export function copyUnits32(plan: Plan, units: usize, flat: usize, out: bool): void {
  copyUnitsOf<f32>(plan, units, flat, out);
}

export function gather32(plan: Plan): void {
  gatherOf<f32>(plan, 0);
}

export function hiddenSums32(plan: Plan, params: usize): void {
  hiddenSumsOf<f32>(plan, 0, params);
}

export function hiddenActivation32(plan: Plan, slope: bool): void {
  hiddenActivationOf<f32>(plan, 0, slope);
}

export function output32(plan: Plan, params: usize): void {
  outputOf<f32>(plan, 0, params);
}

export function backward32(plan: Plan): void {
  backwardOf<f32>(plan, 0);
}

export function update32(plan: Plan): void {
  updateOf<f32>(plan, 0);
}

export function sumOfLosses32(plan: Plan): f64 {
  return sumOfLossesOf<f32>(plan);
}

export function parametersFinite32(plan: Plan): bool {
  return parametersFiniteOf<f32>(plan, 0, false);
}

export function outputRight32(plan: Plan): i32 {
  return outputRightOf<f32>(plan, 0);
}

export function activate32(kind: i32, z: usize, slope: usize, size: usize, setting: f64): void {
  activateOf<f32>(kind, z, slope, size, setting);
}

export function scan32(plan: Plan): void {
  scanOf<f32>(plan);
}

export function predict32(plan: Plan): void {
  predictOf<f32>(plan);
}

export function servePieces32(first: Plan, second: Plan): void {
  servePiecesOf<f32>(first, second);
}

/** e^x in place, for tests. */
export function exp32(at: usize, size: usize): void {
  for (const end = at + size; at < end; at += VECTOR) v128.store(at, exp<f32>(v128.load(at)));
}

export function log32(x: f32): f32 {
  return log<f32>(x);
}

export function step64(plan: Plan): void {
  stepAllOf<f64>(plan);
}

export function evaluate64(plan: Plan): void {
  evaluateAllOf<f64>(plan);
}

export function serve64(plan: Plan, thread: i32): void {
  serveOf<f64>(plan, thread);
}

export function copyParams64(plan: Plan, params: usize, flat: usize, out: bool): void {
  copyParamsOf<f64>(plan, params, flat, out);
}

export function copyUnits64(plan: Plan, units: usize, flat: usize, out: bool): void {
  copyUnitsOf<f64>(plan, units, flat, out);
}

export function gather64(plan: Plan): void {
  gatherOf<f64>(plan, 0);
}

export function hiddenSums64(plan: Plan, params: usize): void {
  hiddenSumsOf<f64>(plan, 0, params);
}

export function hiddenActivation64(plan: Plan, slope: bool): void {
  hiddenActivationOf<f64>(plan, 0, slope);
}

export function output64(plan: Plan, params: usize): void {
  outputOf<f64>(plan, 0, params);
}

export function backward64(plan: Plan): void {
  backwardOf<f64>(plan, 0);
}

export function update64(plan: Plan): void {
  updateOf<f64>(plan, 0);
}

export function sumOfLosses64(plan: Plan): f64 {
  return sumOfLossesOf<f64>(plan);
}

export function parametersFinite64(plan: Plan): bool {
  return parametersFiniteOf<f64>(plan, 0, false);
}

export function outputRight64(plan: Plan): i32 {
  return outputRightOf<f64>(plan, 0);
}

export function activate64(kind: i32, z: usize, slope: usize, size: usize, setting: f64): void {
  activateOf<f64>(kind, z, slope, size, setting);
}

export function scan64(plan: Plan): void {
  scanOf<f64>(plan);
}

export function predict64(plan: Plan): void {
  predictOf<f64>(plan);
}

export function servePieces64(first: Plan, second: Plan): void {
  servePiecesOf<f64>(first, second);
}

/** e^x in place, for tests. */
export function exp64(at: usize, size: usize): void {
  for (const end = at + size; at < end; at += VECTOR) v128.store(at, exp<f64>(v128.load(at)));
}

export function log64(x: f64): f64 {
  return log<f64>(x);
}
