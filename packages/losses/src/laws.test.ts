import { readdirSync, readFileSync } from 'node:fs';
import { div, exp, mul, oneHot, randomState, sum, tensor } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import * as activations from '../../activations/src/index.ts';
import { vjp } from '../../gradient/src/index.ts';
import { lossCases } from '../../testing/src/index.ts';
import * as entry from './index.ts';
import type { Loss } from './loss.ts';

const builtIns: [string, Loss][] = Object.entries(entry).flatMap(([name, value]) =>
  'contract' in value ? [[name, value as Loss]] : [],
);

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
  for (const { name: law, run } of lossCases(loss)) it(law, run);

  it('is frozen, and named as it is exported', () => {
    expect(loss).toMatchObject({ name, package: '@bilayer/losses' });
    expect(Object.isFrozen(loss) && Object.isFrozen(loss.config)).toBe(true);
  });

  // What is wrong with a target, and whose fault it is.
  it('names itself when it refuses a target', () => {
    const y = tensor(new Float64Array(6).fill(1 / 3), [2, 3]);
    for (const t of [tensor(Float64Array.of(0, 0, 1)), tensor(Int32Array.of(0))]) {
      const refusal: unknown = expect.objectContaining({
        code: 'SHAPE_MISMATCH',
        message: expect.stringContaining(name) as string,
      });
      expect(() => loss.perRow(y, t)).toThrow(refusal);
      if (loss.backward) expect(() => loss.backward?.(y, t)).toThrow(refusal);
      if (loss.fused) expect(() => loss.fused?.backward(y, t)).toThrow(refusal);
    }
    expect(() => loss.perRow(y, tensor(Int32Array.of(0, 3)))).toThrow(
      expect.objectContaining({ code: 'BAD_ARGUMENT' }),
    );
  });

  const { fused } = loss;
  if (fused !== undefined) {
    const output = Object.values(activations).find((f) => 'link' in f && f.link === fused.link);
    it('has a short way back that is exact without its ε', () => {
      if (output === undefined || !('forward' in output))
        throw new Error(`no activation has link ${fused.link}`);
      const scores = mul(randomState(3).randn(12, 4), 0.5);
      const labels = tensor(Int32Array.from({ length: 12 }, (_, i) => i % 4));
      const exact = loss.with({ epsilon: 1e-14 });
      const way = vjp((a) => div(sum(exact.perRow(output.forward(a), labels)), 12), scores);
      const long = way.backward(tensor(Float64Array.of(1), []))[0]!;
      // ε/y with y > 0.05, and ε = 1e-14.
      const y = output.forward(scores);
      expect(Math.min(...y.data)).toBeGreaterThan(0.05);
      expect(fused.backward(y, labels)).toBeAllClose(long, { rtol: 1e-11, atol: 1e-13 });
    });
  }
});

describe('losses beside one output or many', () => {
  it('take labels for one-hot rows with as many outputs as there are', () => {
    const y = div(exp(randomState(4).randn(5, 7)), 20);
    const labels = tensor(Int32Array.of(6, 0, 3, 3, 1));
    for (const [, loss] of builtIns)
      expect(loss.perRow(y, labels)).toEqual(loss.perRow(y, oneHot(labels, 7)));
  });
});
