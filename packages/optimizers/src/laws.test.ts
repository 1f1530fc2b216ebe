import { fromArray, randomState, toArray, astype, type DType, type Tensor } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import * as everything from './index.ts';
import type { LearningRate, Optimizer, OptimizerState, Params, RecordedRate } from './index.ts';

const { sgd, momentum, nesterov, adaGrad, rmsProp, adam, adamW } = everything;

type Rated = Optimizer<{ readonly lr: RecordedRate }>;

interface Case {
  readonly make: (settings?: object) => Rated;
  readonly settings: { readonly lr: LearningRate; readonly weightDecay?: number };
}

/** Each with a rate that suits the bowl below. */
const cases: Record<string, Case> = {
  sgd: { make: sgd, settings: { lr: 0.1 } },
  momentum: { make: momentum, settings: { lr: 0.05 } },
  nesterov: { make: nesterov, settings: { lr: 0.05 } },
  adaGrad: { make: adaGrad, settings: { lr: 1 } },
  rmsProp: { make: rmsProp, settings: { lr: everything.cosine({ lr: 0.05, steps: 400 }) } },
  adam: { make: adam, settings: { lr: 0.1 } },
  adamW: { make: adamW, settings: { lr: 0.1, weightDecay: 0 } },
};

function draw(dtype: DType = 'float64'): { params: Params; grads: Params } {
  const random = randomState(7);
  const make = (...shape: number[]): Tensor => astype(random.randn(...shape), dtype);
  return {
    params: { W1: make(4, 3), b1: make(3), scale: make() },
    grads: { W1: make(4, 3), b1: make(3), scale: make() },
  };
}

/** Frozen to the last object; the elements of a typed array cannot be frozen and are compared instead. */
function freeze<T extends object>(value: T): T {
  if (!ArrayBuffer.isView(value)) {
    for (const part of Object.values(value))
      if (typeof part === 'object' && part !== null) freeze(part as object);
    Object.freeze(value);
  }
  return value;
}

function run(optimizer: Optimizer, params: Params, grads: Params, updates: number, from?: OptimizerState) {
  let now = { params, state: from ?? optimizer.init(params) };
  for (let k = 0; k < updates; k++) now = optimizer.update(now.params, grads, now.state);
  return now;
}

it('are all held to the laws', () => {
  const factories = Object.entries(everything as Record<string, unknown>)
    .filter(([name, value]) => typeof value === 'function' && !name.startsWith('define'))
    .map(([name]) => name)
    .filter((name) => !['constant', 'stepDecay', 'cosine', 'warmUp'].includes(name));
  expect(factories.sort()).toEqual(Object.keys(cases).sort());
});

describe.each(Object.entries(cases))('%s', (name, { make, settings }) => {
  const optimizer = make(settings);

  it('carries what a checkpoint needs', () => {
    expect(optimizer).toMatchObject({ contract: 1, name, package: '@bilayer/optimizers' });
    expect(JSON.parse(JSON.stringify(optimizer.config))).toEqual(optimizer.config);
    expect(Object.isFrozen(optimizer) && Object.isFrozen(optimizer.config)).toBe(true);
  });

  it('begins with slots of 0, of the shapes and dtypes of the parameters', () => {
    const { params } = draw('float32');
    const state = optimizer.init(params);
    expect(state.step).toBe(0);
    for (const slot of Object.values(state.slots)) {
      expect(Object.keys(slot)).toEqual(['W1', 'b1', 'scale']);
      for (const [key, { shape, dtype, data }] of Object.entries(slot)) {
        expect({ shape, dtype }).toEqual({ shape: params[key]?.shape, dtype: 'float32' });
        expect(data.every((x) => x === 0)).toBe(true);
      }
    }
  });

  it('leaves parameters, gradients and state as they were', () => {
    const { params, grads } = draw();
    const first = run(optimizer, params, grads, 2);
    const before = JSON.stringify({ params, grads, first });
    freeze({ params, grads, first });
    const second = optimizer.update(first.params, grads, first.state);
    expect(JSON.stringify({ params, grads, first })).toBe(before);
    for (const [key, { data }] of Object.entries(second.params)) {
      expect(data).not.toBe(first.params[key]?.data);
      expect(data).not.toEqual(first.params[key]?.data);
    }
    expect(second.state.step).toBe(3);
  });

  it.each(['float64', 'float32'] as const)('keeps names, shapes and dtype %s', (dtype) => {
    const { params, grads } = draw(dtype);
    const { params: after, state } = run(optimizer, params, grads, 2);
    for (const set of [after, ...Object.values(state.slots)]) {
      expect(Object.keys(set)).toEqual(['W1', 'b1', 'scale']);
      for (const [key, x] of Object.entries(set)) {
        expect({ shape: x.shape, dtype: x.dtype }).toEqual({ shape: params[key]?.shape, dtype });
        expect(x.data.constructor).toBe(dtype === 'float64' ? Float64Array : Float32Array);
      }
    }
  });

  it('does in float32 what it does in float64, rounded', () => {
    // Half an ulp of float32 is 6e-8; five updates round parameters and slots five times each.
    const narrow = draw('float32');
    const wide = {
      params: Object.fromEntries(
        Object.entries(narrow.params).map(([key, x]) => [key, astype(x, 'float64')]),
      ),
      grads: Object.fromEntries(Object.entries(narrow.grads).map(([key, x]) => [key, astype(x, 'float64')])),
    };
    const a = run(optimizer, narrow.params, narrow.grads, 5).params;
    const b = run(optimizer, wide.params, wide.grads, 5).params;
    for (const key of Object.keys(a))
      expect(a[key]?.data).toBeAllClose(b[key]?.data ?? [], { rtol: 2e-6, atol: 2e-6 });
  });

  it('goes on from a state bit for bit, made anew from its own config and rate', () => {
    const { params, grads } = draw();
    const straight = run(optimizer, params, grads, 5);
    const half = run(optimizer, params, grads, 2);
    const config = JSON.parse(JSON.stringify(optimizer.config)) as object;
    const again = make({ ...config, lr: settings.lr });
    expect(again.config).toEqual(optimizer.config);
    const resumed = run(again, half.params, grads, 3, half.state);
    expect(resumed).toEqual(straight);
  });

  it('treats parameters apart from each other', () => {
    const { params, grads } = draw();
    const pick = ({ b1 }: Params): Params => (b1 === undefined ? {} : { b1 });
    expect(pick(run(optimizer, params, grads, 3).params)).toEqual(
      run(optimizer, pick(params), pick(grads), 3).params,
    );
  });

  it('leaves an element without gradient where it is', () => {
    const params = { W: fromArray([1, -2, 0]) };
    const { params: after } = run(optimizer, params, { W: fromArray([0, 0, 0]) }, 3);
    expect(after['W']?.data).toEqual(params.W.data);
  });

  it('finds the bottom of a bowl', () => {
    // f(W, b) = ½ (W₀ − 1)² + 2 (W₁ + 2)² + ½ b², whose lowest point is (1, −2), 0.
    const slope = ({ W, b }: { W: Tensor; b: Tensor }) => ({
      W: fromArray([(W.data[0] ?? NaN) - 1, 4 * ((W.data[1] ?? NaN) + 2)]),
      b,
    });
    let params = { W: fromArray([4, 3]), b: fromArray([-2]) };
    let state = optimizer.init(params);
    for (let k = 0; k < 400; k++) ({ params, state } = optimizer.update(params, slope(params), state));
    expect(toArray(params.W)).toBeAllClose([1, -2], { atol: 1e-2 });
    expect(toArray(params.b)).toBeAllClose([0], { atol: 1e-2 });
  });

  const halfSchedule = { contract: 1, name: 'sine', config: {} };
  it.each([0, -0.1, NaN, Infinity, '0.1', null, {}, halfSchedule])('refuses lr %j', (lr) => {
    const bad = expect.objectContaining({ code: 'BAD_SETTING' }) as Error;
    expect(() => make({ lr })).toThrow(bad);
    expect(() => optimizer.with({ lr: lr as number })).toThrow(bad);
  });

  it('refuses gradients that do not fit, and names the parameter', () => {
    const { params, grads } = draw();
    const state = optimizer.init(params);
    const { W1, b1, scale } = grads as Record<'W1' | 'b1' | 'scale', Tensor>;
    const attempt = (bad: Params) => () => optimizer.update(params, bad, state);
    const mismatch = (message: string) =>
      expect.objectContaining({ code: 'SHAPE_MISMATCH', message }) as Error;
    expect(attempt({ W1, scale })).toThrow(mismatch(`${name}: the gradients: b1 is missing; got W1, scale`));
    expect(attempt({ W1, b1, scale, W9: b1 })).toThrow(
      mismatch(`${name}: the gradients: W9 is no parameter; there are W1, b1, scale`),
    );
    expect(attempt({ W1: b1, b1, scale })).toThrow(
      mismatch(`${name}: the gradients: W1 is [4, 3] as a parameter and [3] here`),
    );
  });
});
