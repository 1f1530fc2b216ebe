import * as math from '@bilayer/tensor/math';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { newBench, type Bench } from './kernels.testing.ts';
import { NUMBERS, WORDS } from './plan.ts';
import { OPERATIONS, program, type Operation } from './program.ts';
import { runProgram, storeProgram } from './stored-program.ts';

const sourceOf = (name: string): string =>
  readFileSync(join(import.meta.dirname, `../assembly/${name}.ts`), 'utf8');

it('knows the members of a plan in their order', () => {
  const members = [...sourceOf('plan').matchAll(/^ {2}(\w+): (f64|i32|usize);/gm)].map(([, name, type]) => [
    name,
    type === 'f64',
  ]);
  expect(members).toEqual([...NUMBERS.map((name) => [name, true]), ...WORDS.map((name) => [name, false])]);
});

it('knows the operations of programs by their numbers', () => {
  const operations = [...sourceOf('programs').matchAll(/^const (\w+): i32 = (\d+);/gm)];
  expect(operations.map(([, name]) => name?.replaceAll('_', ''))).toEqual(
    OPERATIONS.map((name) => name.toUpperCase()),
  );
  expect(operations.map(([, , number]) => Number(number))).toEqual(OPERATIONS.map((_, i) => i));
});

/** The distance in units of the last place of the exact result, whose float64 value is `exact`. */
function ulps(got: number, exact: number, digits: number): number {
  const place = Math.max(
    2 ** (Math.floor(Math.log2(Math.abs(exact))) - digits),
    digits === 23 ? 2 ** -149 : 2 ** -1074,
  );
  return got === exact ? 0 : Math.abs(got - exact) / place;
}

const ends = [-Infinity, Infinity, NaN, 0, -2000, 2000, -0, 1e-30];

// float32 against the float64 functions, which are exact beside them; float64 against functions within 1 ulp.
describe.each([
  ['float32', 23],
  ['float64', 52],
] as const)('functions in %s', (dtype, digits) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await newBench(dtype);
  });

  /** A function of one number as a program of one operation. */
  function run(operation: Operation, a: readonly number[]): readonly number[] {
    const { arena, plan, kernels } = bench;
    const one = program((write, x) => ({ z: write(operation, x), slope: () => 0 }));
    if (one !== undefined) storeProgram(arena, plan, dtype, one);
    return [...runProgram(arena, plan, kernels, dtype, a).z];
  }

  /** The largest error of a function on numbers from `low` to `high`. */
  function worst(operation: Operation & keyof typeof math, low: number, high: number): number {
    const n = 40_000;
    const round = dtype === 'float32' ? Math.fround : Number;
    const a = Array.from({ length: n }, (_, i) => round(low + ((high - low) * (i + 0.5)) / n));
    const got = run(operation, a);
    return Math.max(...a.map((x, i) => ulps(got[i]!, math[operation](x), digits)));
  }

  const bounds = {
    exp: [1, 3],
    expm1: [4, 4],
    log: [1, 2],
    log1p: [2, 2],
    tanh: [2, 3],
    erf: [2, 2],
  } as const;
  it.each([
    ['exp', dtype === 'float32' ? -87 : -708, dtype === 'float32' ? 88.7 : 709.7],
    ['exp', -1, 1],
    ['expm1', -30, 80],
    ['expm1', -2, 2],
    ['expm1', -1e-3, 1e-3],
    ['log', 1e-9, 1e-3],
    ['log', 1e-3, 20],
    ['log1p', -0.999, 3],
    ['log1p', 0, 1000],
    ['log1p', -1e-5, 1e-5],
    ['tanh', -20, 20],
    ['tanh', -1, 1],
    ['erf', -7, 7],
    ['erf', -1, 1],
    ['erf', -1e-3, 1e-3],
  ] as const)('%s from %d to %d', (operation, low, high) => {
    expect(worst(operation, low, high)).toBeLessThan(bounds[operation][dtype === 'float32' ? 0 : 1]);
  });

  it.each([
    ['exp', [0, Infinity, NaN, 1, 0, Infinity, 1, 1]],
    ['expm1', [-1, Infinity, NaN, 0, -1, Infinity, -0, Math.fround(1e-30)]],
    ['log', [NaN, Infinity, NaN, -Infinity, NaN, Math.log(2000), -Infinity, Math.log(1e-30)]],
    ['log1p', [NaN, Infinity, NaN, 0, NaN, Math.log(2001), 0, 1e-30]],
    ['tanh', [-1, 1, NaN, 0, -1, 1, -0, 1e-30]],
    ['erf', [-1, 1, NaN, 0, -1, 1, -0, (2 / Math.sqrt(Math.PI)) * 1e-30]],
    ['sign', [-1, 1, NaN, 0, -1, 1, -0, 1]],
    ['neg', [Infinity, -Infinity, NaN, -0, 2000, -2000, 0, -1e-30]],
    ['abs', [Infinity, Infinity, NaN, 0, 2000, 2000, 0, 1e-30]],
    ['sqrt', [NaN, Infinity, NaN, 0, NaN, Math.sqrt(2000), -0, 1e-15]],
  ] as const)('%s of special numbers', (operation, expected) => {
    const got = run(operation, ends);
    for (const [i, x] of expected.entries()) {
      if (Number.isFinite(x) && x !== 0) expect(Math.abs(got[i]! / x - 1)).toBeLessThan(3e-7);
      else expect(got[i]! + 0).toBe(x + 0); // 0 of either sign
    }
  });
});
