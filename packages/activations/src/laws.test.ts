import { readdirSync, readFileSync } from 'node:fs';
import {
  astype,
  concat,
  isElementwise,
  item,
  mean,
  mul,
  randomState,
  reshape,
  slice,
  sum,
  tensor,
  type Tensor,
} from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { numericalGradient, vjp } from '../../gradient/src/index.ts';
import type { Activation } from './activation.ts';
import * as entry from './index.ts';

const builtIns: [string, Activation][] = Object.entries(entry).flatMap(([name, value]) =>
  'contract' in value ? [[name, value as Activation]] : [],
);

const random = randomState(1);
/** [40, 3]: both tails, both sides of every kink. */
const a = mul(random.randn(40, 3), 3);
const dz = random.randn(40, 3);

/** a away from kinks by more than any h used here, or a itself. */
function smoothPart({ kinks = [] }: Activation): Tensor {
  return tensor(
    a.data.map((v) => (kinks.some((k) => Math.abs(v - k) < 1e-3) ? v + 0.01 : v)),
    a.shape,
  );
}

function own(f: Activation, x: Tensor, d: Tensor): Tensor | undefined {
  return f.backward?.(d, { a: x, z: f.forward(x) });
}

function derived(f: Activation, x: Tensor, d: Tensor): Tensor {
  return vjp((v) => f.forward(v), x).backward(d)[0]!;
}

function numbers(x: Tensor): number[] {
  return Array.from(x.data);
}

/** Elements ±v by themselves for elementwise functions; beside −v, 0 and 1 in rows. +∞ in a row has no limit. */
function extremes({ over }: Activation, dtype: 'float64' | 'float32'): Tensor[] {
  // e^100 overflows in float32, e^750 in float64.
  const large = [100, 750, 1e4, dtype === 'float64' ? 1e308 : 3e38];
  if (over === 'element')
    return [tensor(new Float64Array([...large, Infinity].flatMap((v) => [v, -v])))].map((x) =>
      astype(x, dtype),
    );
  return [...large, Infinity].map((v) =>
    astype(tensor(new Float64Array([-v, 0, 1, v === Infinity ? 2 : v, 1, 2]), [2, 3]), dtype),
  );
}

describe('the package', () => {
  it('exports every activation it defines', () => {
    const folder = new URL('.', import.meta.url);
    const defined = readdirSync(folder)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) => [
        ...readFileSync(new URL(file, folder), 'utf8').matchAll(/const (\w+).* = defineActivation\(/g),
      ])
      .map(([, name]) => name);
    expect(defined.length).toBeGreaterThan(16);
    expect(builtIns.map(([name]) => name).sort()).toEqual(defined.sort());
  });

  it('gives every link to one activation', () => {
    const links = builtIns.flatMap(([, { link }]) => link ?? []);
    expect(new Set(links).size).toBe(links.length);
  });
});

describe.each(builtIns)('%s', (name, f) => {
  it('fills the contract', () => {
    expect(f).toMatchObject({ contract: 1, name, package: '@bilayer/activations' });
    expect(Object.isFrozen(f) && Object.isFrozen(f.config)).toBe(true);
    expect(f.gain ?? 1).toBeGreaterThan(0);
    expect(f.over).toBe(isElementwise((x) => f.forward(x), a) ? 'element' : 'row');
  });

  it('comes back from its JSON descriptor', () => {
    const text = JSON.stringify({ name: f.name, config: f.config });
    const again = f.with((JSON.parse(text) as Activation).config);
    expect(again.config).toEqual(f.config);
    expect(again.forward(a)).toEqual(f.forward(a));
    expect({ ...again, with: 0, forward: 0, backward: 0 }).toEqual({
      ...f,
      with: 0,
      forward: 0,
      backward: 0,
    });
  });

  it('refuses an unknown setting by name', () => {
    expect(() => f.with({ noSuchSetting: 1 })).toThrow(
      expect.objectContaining({
        code: 'UNKNOWN_SETTING',
        message: expect.stringContaining(f.name) as string,
      }),
    );
  });

  // Central differences with h = 1e-4 are off by h²/6 of the third derivative (below 20 here) and 1e-16/h of the value.
  it('has the gradient that central differences show', () => {
    const x = smoothPart(f);
    const numerical = numericalGradient((v) => sum(mul(dz, f.forward(v))), x);
    expect(derived(f, x, dz)).toBeAllClose(numerical, { rtol: 1e-7, atol: 1e-7 });
    expect(own(f, x, dz) ?? numerical).toBeAllClose(numerical, { rtol: 1e-7, atol: 1e-7 });
  });

  // The same formula in another order: a few roundings of numbers up to 10.
  it('has a backward equal to the derived one, at 0 and at kinks too', () => {
    const special = tensor(new Float64Array([0, ...(f.kinks ?? []), 1, -1]));
    const d = tensor(new Float64Array(special.data.length).map((_, i) => i + 1));
    for (const [x, g] of [[a, dz] as const, [special, d] as const]) {
      expect(own(f, x, g) ?? derived(f, x, g)).toBeAllClose(derived(f, x, g), { rtol: 1e-13, atol: 1e-14 });
    }
  });

  it.each(['float64', 'float32'] as const)('keeps shape and dtype: %s, 1-d and 2-d', (dtype) => {
    for (const shape of [[120], [40, 3], [1, 120]]) {
      const x = reshape(astype(a, dtype), shape);
      const d = reshape(astype(dz, dtype), shape);
      expect(f.forward(x)).toMatchObject({ shape, dtype });
      expect(own(f, x, d) ?? derived(f, x, d)).toMatchObject({ shape, dtype });
      expect(derived(f, x, d)).toMatchObject({ shape, dtype });
    }
  });

  // float32 has 24 bits; cancelling in a tail costs a few of them.
  it('says the same in float32', () => {
    const [x, d] = [astype(smoothPart(f), 'float32'), astype(dz, 'float32')];
    const [wideX, wideD] = [astype(x, 'float64'), astype(d, 'float64')];
    expect(f.forward(x)).toBeAllClose(f.forward(wideX), { rtol: 1e-5, atol: 1e-6 });
    const wide = derived(f, wideX, wideD);
    expect(own(f, x, d) ?? wide).toBeAllClose(wide, { rtol: 1e-5, atol: 1e-5 });
  });

  it('leaves its inputs as they are and does the same twice, bit for bit', () => {
    const [copyA, copyDz] = [a.data.slice(), dz.data.slice()];
    const first = [f.forward(a), own(f, a, dz), derived(f, a, dz)];
    const second = [f.forward(a), own(f, a, dz), derived(f, a, dz)];
    expect(second).toEqual(first);
    expect(a.data).toEqual(copyA);
    expect(dz.data).toEqual(copyDz);
  });

  it('treats rows independently, bit for bit', () => {
    const rows = Array.from({ length: 40 }, (_, i) => slice(a, [[i, i + 1]]));
    expect(concat(rows.map((row) => f.forward(row)))).toEqual(f.forward(a));
    const back = rows.map((row, i) => own(f, row, slice(dz, [[i, i + 1]])));
    if (f.backward) expect(concat(back as Tensor[])).toEqual(own(f, a, dz));
  });

  it.each(['float64', 'float32'] as const)('makes no NaN of ±100 … ±1e308 or ±∞: %s', (dtype) => {
    for (const x of extremes(f, dtype)) {
      const d = astype(tensor(new Float64Array(x.data.length).fill(-1.5), x.shape), dtype);
      expect(numbers(f.forward(x))).not.toContainEqual(NaN);
      expect(numbers(own(f, x, d) ?? derived(f, x, d))).not.toContainEqual(NaN);
      // Its e⁻ᵃ, kept as the book writes it, overflows to ∞, which the derived rule multiplies by 0.
      if (f !== entry.sigmoid) expect(numbers(derived(f, x, d))).not.toContainEqual(NaN);
    }
  });

  const { gain } = f;
  if (gain !== undefined) {
    // Of N(0, 1) the mean square 1/gain² should remain. Conventions (5/3, √2) do that only roughly: 0.71 for silu.
    it('keeps the size of a signal by its gain', () => {
      const z = f.forward(randomState(2).randn(10_000));
      const size = item(mean(mul(z, z))) * gain * gain;
      expect(size).toBeGreaterThan(2 / 3);
      expect(size).toBeLessThan(3 / 2);
    });
  }

  if (f.over === 'element')
    it('declares every kink: elsewhere neither value, slope nor curvature jumps', () => {
      const h = 1e-4;
      const at = Array.from({ length: 161 }, (_, i) => (i - 80) / 10);
      const bent = at.filter((v) => {
        // The slope is off its tangent by h² where smooth, by h or more at a jump of slope or curvature.
        const [left, here, right] = numbers(
          derived(f, tensor(new Float64Array([v - h, v, v + h])), tensor(new Float64Array([1, 1, 1]))),
        ) as [number, number, number];
        const values = numbers(f.forward(tensor(new Float64Array([v - h, v + h])))) as [number, number];
        return Math.abs(left - 2 * here + right) > h / 20 || Math.abs(values[0] - values[1]) > 10 * h;
      });
      expect(bent).toEqual([...(f.kinks ?? [])]);
    });
});
