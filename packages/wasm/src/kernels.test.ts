import { exp, log, tanh } from '@bilayer/tensor/math';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileKernels } from '../../../scripts/embed-wasm.ts';
import { Arena, newMemory } from './arena.ts';
import { compile, instantiate, unpack, type Instance } from './kernels.ts';
import { NUMBERS, WORDS } from './plan.ts';

it('embeds the kernels that the sources give', async () => {
  expect(Buffer.from(await unpack()).equals(Buffer.from(await compileKernels()))).toBe(true);
});

it('knows the members of a plan in their order', () => {
  const source = readFileSync(join(import.meta.dirname, '../assembly/plan.ts'), 'utf8');
  const members = [...source.matchAll(/^ {2}(\w+): (f64|i32|usize);/gm)].map(([, name, type]) => [
    name,
    type === 'f64',
  ]);
  expect(members).toEqual([...NUMBERS.map((name) => [name, true]), ...WORDS.map((name) => [name, false])]);
});

let instance: Instance;
let arena: Arena;
beforeAll(async () => {
  const memory = newMemory(false);
  instance = await instantiate(await compile(false), memory);
  arena = new Arena(memory, instance.memoryStart());
});

/** The distance in units of the last place of the exact result, whose float64 value is `exact`. */
function ulps(got: number, exact: number, digits: number): number {
  const place = Math.max(
    2 ** (Math.floor(Math.log2(Math.abs(exact))) - digits),
    digits === 23 ? 2 ** -149 : 2 ** -1074,
  );
  return Math.abs(got - exact) / place;
}

// float32 against the float64 functions, which are exact beside them; float64 against functions within 0.8 ulp.
describe.each([
  ['float32', 23, 2],
  ['float64', 52, 3],
] as const)('functions in %s', (dtype, digits, most) => {
  /** The largest error of a function on numbers from `low` to `high`. */
  function worst(
    low: number,
    high: number,
    f: (x: Float32Array | Float64Array) => ArrayLike<number>,
    exact: (x: number) => number,
  ): number {
    const n = 40_000;
    const x = arena.floats(dtype, arena.take(n * 8), n);
    for (let i = 0; i < n; i++) x[i] = low + ((high - low) * (i + 0.5)) / n;
    const inputs = x.slice();
    const got = f(x);
    return Math.max(...Array.from({ length: n }, (_, i) => ulps(got[i]!, exact(inputs[i]!), digits)));
  }
  const kernels = (): Instance['float32'] => instance[dtype];

  it('exp', () => {
    const f = (x: Float32Array | Float64Array): ArrayLike<number> => {
      kernels().exp(x.byteOffset, x.byteLength);
      return x;
    };
    const [low, high] = dtype === 'float32' ? [-87, 88.7] : [-708, 709.7];
    expect(worst(low, high, f, exp)).toBeLessThan(most);
    expect(worst(-1, 1, f, exp)).toBeLessThan(most);
    const ends = arena.floats(dtype, arena.take(64), 8);
    ends.set([-Infinity, Infinity, NaN, 0, -2000, 2000, -0, 1e-30]);
    kernels().exp(ends.byteOffset, ends.byteLength);
    expect([...ends]).toEqual([0, Infinity, NaN, 1, 0, Infinity, 1, 1]);
  });

  it('log', () => {
    const f = (x: Float32Array | Float64Array): ArrayLike<number> => x.map((v: number) => kernels().log(v));
    expect(worst(1e-9, 1e-3, f, log)).toBeLessThan(most);
    expect(worst(1e-3, 20, f, log)).toBeLessThan(most);
    expect([0, -1, Infinity, NaN, 1].map((v) => kernels().log(v))).toEqual([
      -Infinity,
      NaN,
      Infinity,
      NaN,
      0,
    ]);
  });

  it('tanh', () => {
    const f = (x: Float32Array | Float64Array): ArrayLike<number> => {
      kernels().activate(3, x.byteOffset, 0, x.byteLength, 0);
      return x;
    };
    expect(worst(-20, 20, f, tanh)).toBeLessThan(most);
    expect(worst(-1, 1, f, tanh)).toBeLessThan(most);
  });
});
