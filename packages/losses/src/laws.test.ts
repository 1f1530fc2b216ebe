import { readdirSync, readFileSync } from 'node:fs';
import {
  astype,
  concat,
  div,
  exp,
  fromArray,
  mean,
  mul,
  oneHot,
  randomState,
  slice,
  sum,
  tensor,
  type Tensor,
} from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import * as activations from '../../activations/src/index.ts';
import { numericalGradient, vjp } from '../../gradient/src/index.ts';
import * as entry from './index.ts';
import type { Loss } from './loss.ts';

const builtIns: [string, Loss][] = Object.entries(entry).flatMap(([name, value]) =>
  'contract' in value ? [[name, value as Loss]] : [],
);

/** Losses of probabilities: outside 0 … 1 their logarithm is NaN, as it should be. */
const ofProbabilities: readonly unknown[] = [entry.crossEntropy, entry.binaryCrossEntropy];

// Rows of probabilities, which every loss takes; no |y − t| or margin lies within 1e-4 of a kink.
const N = 12;
const random = randomState(3);
const scores = mul(random.randn(N, 4), 0.5);
const y = div(exp(scores), sum(exp(scores), { axis: 1, keepDims: true }));
const labels = tensor(Int32Array.from({ length: N }, (_, i) => i % 4));
const targets: [string, Tensor][] = [
  ['labels', labels],
  ['one-hot rows', oneHot(labels, 4)],
];

function reduced(loss: Loss, v: Tensor, t: Tensor): Tensor {
  return loss.reduce === 'mean' ? mean(loss.perRow(v, t)) : sum(loss.perRow(v, t));
}

function derived(loss: Loss, v: Tensor, t: Tensor): Tensor {
  const way = vjp((x) => reduced(loss, x, t), v);
  return way.backward(astype(fromArray(1), v.dtype))[0]!;
}

function inUse(loss: Loss, v: Tensor, t: Tensor): Tensor {
  return loss.backward?.(v, t) ?? derived(loss, v, t);
}

describe('the package', () => {
  it('exports every loss it defines', () => {
    const folder = new URL('.', import.meta.url);
    const defined = readdirSync(folder)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) => [
        ...readFileSync(new URL(file, folder), 'utf8').matchAll(/const (\w+).* = defineLoss\(/g),
      ])
      .map(([, name]) => name);
    expect(defined.length).toBeGreaterThan(7);
    expect(builtIns.map(([name]) => name).sort()).toEqual(defined.sort());
  });
});

describe.each(builtIns)('%s', (name, loss) => {
  it('fills the contract', () => {
    expect(loss).toMatchObject({ contract: 1, name, package: '@bilayer/losses' });
    expect(['mean', 'sum']).toContain(loss.reduce);
    expect(Object.isFrozen(loss) && Object.isFrozen(loss.config)).toBe(true);
  });

  it('comes back from its JSON descriptor', () => {
    const text = JSON.stringify({ name: loss.name, config: loss.config });
    const again = loss.with((JSON.parse(text) as Loss).config);
    expect(again.config).toEqual(loss.config);
    expect(again.reduce).toBe(loss.reduce);
    expect(again.fused?.link).toBe(loss.fused?.link);
    expect(again.perRow(y, labels)).toEqual(loss.perRow(y, labels));
  });

  it('refuses an unknown setting by name', () => {
    expect(() => loss.with({ noSuchSetting: 1 })).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_SETTING', message: expect.stringContaining(name) as string }),
    );
  });

  it('takes labels as one-hot rows', () => {
    expect(loss.perRow(y, labels)).toEqual(loss.perRow(y, oneHot(labels, 4)));
    expect(inUse(loss, y, labels)).toEqual(inUse(loss, y, oneHot(labels, 4)));
    expect(loss.perRow(y, astype(labels, 'uint8'))).toEqual(loss.perRow(y, labels));
  });

  // A central difference is off by h²/6 of the third derivative. At worst that is of ln y, and relative to the slope
  // 1/y it is h²/(3y²) < 2e-8 for y > 0.05 and h = 1e-5; rounding adds 1e-16/h.
  it.each(targets)('has the gradient that central differences show: %s', (_, t) => {
    expect(Math.min(...y.data)).toBeGreaterThan(0.05);
    const numerical = numericalGradient((v) => reduced(loss, v, t), y, { h: 1e-5 });
    expect(derived(loss, y, t)).toBeAllClose(numerical, { rtol: 1e-7, atol: 1e-8 });
    expect(inUse(loss, y, t)).toBeAllClose(numerical, { rtol: 1e-7, atol: 1e-8 });
    // The same formula in another order: a few roundings.
    expect(inUse(loss, y, t)).toBeAllClose(derived(loss, y, t), { rtol: 1e-12, atol: 1e-15 });
  });

  it.each(['float64', 'float32'] as const)('yields [N] and [N, O] of the dtype of y: %s', (dtype) => {
    const v = astype(y, dtype);
    for (const [, t] of [...targets, ['float32 rows', oneHot(labels, 4, 'float32')] as const]) {
      expect(loss.perRow(v, t)).toMatchObject({ shape: [N], dtype });
      expect(inUse(loss, v, t)).toMatchObject({ shape: [N, 4], dtype });
      expect(derived(loss, v, t)).toMatchObject({ shape: [N, 4], dtype });
      if (loss.fused) expect(loss.fused.backward(v, t)).toMatchObject({ shape: [N, 4], dtype });
    }
    // float32 has 24 bits, of values up to 10.
    expect(loss.perRow(v, labels)).toBeAllClose(loss.perRow(y, labels), { rtol: 1e-5, atol: 1e-6 });
  });

  it('leaves its inputs as they are and does the same twice, bit for bit', () => {
    const t = oneHot(labels, 4);
    const [copyY, copyT] = [y.data.slice(), t.data.slice()];
    const run = (): unknown[] => [loss.perRow(y, t), loss.backward?.(y, t), loss.fused?.backward(y, t)];
    expect(run()).toEqual(run());
    expect(y.data).toEqual(copyY);
    expect(t.data).toEqual(copyT);
  });

  it('treats rows independently, bit for bit', () => {
    const rows = Array.from({ length: N }, (_, i) =>
      loss.perRow(slice(y, [[i, i + 1]]), slice(labels, [[i, i + 1]])),
    );
    expect(concat(rows)).toEqual(loss.perRow(y, labels));
  });

  it.each(['float64', 'float32'] as const)('makes no NaN of 0, 1, ±1e4 or ±1e308: %s', (dtype) => {
    const large = ofProbabilities.includes(loss) ? [1] : [1, 1e4, dtype === 'float64' ? 1e308 : 3e38];
    for (const v of large) {
      const low = v === 1 ? 0 : -v;
      const extreme = astype(
        fromArray([
          [v, low, 0],
          [low, v, 1],
          [v, v, low],
          [low, low, low],
        ]),
        dtype,
      );
      const t = tensor(new Int32Array([0, 0, 2, 1]));
      expect(Array.from(loss.perRow(extreme, t).data)).not.toContainEqual(NaN);
      expect(Array.from(inUse(loss, extreme, t).data)).not.toContainEqual(NaN);
      expect(Array.from(derived(loss, extreme, t).data)).not.toContainEqual(NaN);
    }
  });

  it('never broadcasts a target, and says what it expected', () => {
    const shapes: Tensor[] = [
      fromArray([0, 0, 0, 1]), // would broadcast over rows
      fromArray([[0, 0, 0, 1]]),
      fromArray(1),
      slice(oneHot(labels, 4), [
        [0, N],
        [0, 1],
      ]),
      slice(labels, [[0, N - 1]]),
      astype(labels, 'float64'),
      astype(oneHot(labels, 4), 'int32'),
    ];
    const refusal: unknown = expect.objectContaining({
      code: 'SHAPE_MISMATCH',
      message: expect.stringContaining(name) as string,
    });
    for (const t of shapes) {
      expect(() => loss.perRow(y, t)).toThrow(refusal);
      if (loss.backward) expect(() => loss.backward?.(y, t)).toThrow(refusal);
      if (loss.fused) expect(() => loss.fused?.backward(y, t)).toThrow(refusal);
    }
    expect(() => loss.perRow(y, tensor(new Int32Array(N).fill(4)))).toThrow(
      expect.objectContaining({ code: 'BAD_ARGUMENT' }),
    );
  });

  const { fused } = loss;
  if (fused !== undefined) {
    const output = Object.values(activations).find((f) => 'link' in f && f.link === fused.link);
    it('has a short way back equal to the long one through its link function, but for ε', () => {
      if (output === undefined || !('forward' in output))
        throw new Error(`no activation has link ${fused.link}`);
      const exact = 'epsilon' in loss.config ? loss.with({ epsilon: 1e-14 }) : loss;
      const long = vjp((a) => reduced(exact, output.forward(a), labels), scores).backward(fromArray(1))[0]!;
      // ε/y, y > 0.05, for ε = 1e-14 …
      expect(fused.backward(output.forward(scores), labels)).toBeAllClose(long, { rtol: 1e-11, atol: 1e-13 });
      // … and as it is set.
      const own = vjp((a) => reduced(loss, output.forward(a), labels), scores).backward(fromArray(1))[0]!;
      expect(fused.backward(output.forward(scores), labels)).toBeAllClose(own, { rtol: 1e-4, atol: 1e-6 });
    });
  }
});
