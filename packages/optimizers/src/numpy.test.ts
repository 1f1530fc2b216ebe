import { readFileSync } from 'node:fs';
import { fromArray, mul, type NestedArray } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { adaGrad, adam, adamW, momentum, nesterov, rmsProp, sgd, type Optimizer } from './index.ts';

interface Steps {
  readonly source: string;
  readonly start: { readonly W: NestedArray; readonly b: NestedArray };
  readonly c: { readonly W: NestedArray; readonly b: NestedArray };
  readonly runs: readonly {
    readonly optimizer: string;
    readonly settings: Readonly<Record<string, number>>;
    readonly steps: readonly { readonly W: readonly number[]; readonly b: readonly number[] }[];
  }[];
}

const numpy = JSON.parse(
  readFileSync(new URL('./fixtures/numpy_steps.json', import.meta.url), 'utf8'),
) as Steps;
const factories = { sgd, momentum, nesterov, adaGrad, rmsProp, adam, adamW } as unknown as Record<
  string,
  (settings: Readonly<Record<string, number>>) => Optimizer
>;

it('covers every optimizer', () => {
  expect(new Set(numpy.runs.map((run) => run.optimizer))).toEqual(new Set(Object.keys(factories)));
});

describe(`as ${numpy.source}`, () => {
  it.each(numpy.runs)('$optimizer $settings', ({ optimizer: name, settings, steps }) => {
    const optimizer = factories[name]?.(settings);
    if (optimizer === undefined) throw new Error(`no optimizer ${name}`);
    const c = { W: fromArray(numpy.c.W), b: fromArray(numpy.c.b) };
    let params = { W: fromArray(numpy.start.W), b: fromArray(numpy.start.b) };
    let state = optimizer.init(params);
    for (const expected of steps) {
      const grads = { W: mul(c.W, params.W), b: mul(c.b, params.b) };
      ({ params, state } = optimizer.update(params, grads, state));
      // Float64 differs by some ulps (2e-16) a step where the order of operations does; elements are near 1.
      expect(params.W).toBeAllClose(expected.W, { rtol: 1e-12, atol: 1e-15 });
      expect(params.b).toBeAllClose(expected.b, { rtol: 1e-12, atol: 1e-15 });
    }
    expect(state.step).toBe(5);
  });
});
