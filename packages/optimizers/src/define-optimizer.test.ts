import { fromArray, tensor, type Tensor } from '@bilayer/tensor';
import { expect, expectTypeOf, it } from 'vitest';
import {
  adam,
  adamW,
  defineOptimizer,
  momentum,
  rmsProp,
  sgd,
  type Optimizer,
  type RecordedRate,
} from './index.ts';

const withCode = (code: string, message?: string | RegExp): Error =>
  expect.objectContaining({
    code,
    ...(message === undefined ? {} : { message: expect.stringMatching(message) as string }),
  }) as Error;

/** Sign descent with a count of the updates in its slot. */
const signDescent = defineOptimizer({
  name: 'signDescent',
  package: 'elsewhere',
  version: '1.2.3',
  config: { lr: 0.5, scale: 1 },
  slots: ['seen'],
  step(p, g, { seen }, { lr, scale }, t) {
    for (let i = 0; i < p.length; i++) {
      p[i] = (p[i] ?? NaN) - lr * scale * Math.sign(g[i] ?? NaN);
      seen[i] = t;
    }
  },
});

it('makes an optimizer of your own', () => {
  const optimizer = signDescent({ scale: 2 });
  expect(optimizer).toMatchObject({
    contract: 1,
    name: 'signDescent',
    package: 'elsewhere',
    version: '1.2.3',
    config: { lr: 0.5, scale: 2 },
  });
  const params = { w: fromArray([1, 1, 1]) };
  const grads = { w: fromArray([3, -0.1, 0]) };
  const first = optimizer.update(params, grads, optimizer.init(params));
  expect(first.params.w.data).toEqual(Float64Array.of(0, 2, 1));
  const second = optimizer.with({ lr: 0.1 }).update(first.params, grads, first.state);
  expect(second.params.w.data).toEqual(Float64Array.of(-0.2, 2.2, 1));
  expect(second.state).toEqual({ step: 2, slots: { seen: { w: fromArray([2, 2, 2]) } } });
});

it('keeps the type of the parameters and of the settings', () => {
  const optimizer = momentum({ lr: 0.1 });
  expectTypeOf(optimizer).toEqualTypeOf<
    Optimizer<{ readonly lr: RecordedRate; readonly momentum: number }>
  >();
  const params = { W1: fromArray([1]), b1: fromArray([2]) };
  const after = optimizer.update(params, params, optimizer.init(params)).params;
  expectTypeOf(after).toEqualTypeOf<{ W1: Tensor; b1: Tensor }>();
  // @ts-expect-error -- there is no such setting
  expect(() => momentum({ beta: 1 })).toThrow(withCode('UNKNOWN_SETTING', /momentum: .* beta; it has/));
});

it('needs a name, a learning rate and a step', () => {
  const step = () => undefined;
  expect(() => defineOptimizer({ name: 'lost', config: {}, step } as never)).toThrow(
    withCode('BAD_PLUGIN', /lost needs config: \{ lr/),
  );
  expect(() => defineOptimizer({ name: '', config: { lr: 1 }, step })).toThrow(
    withCode('BAD_PLUGIN', /a name/),
  );
  expect(() => defineOptimizer({ name: 'still', config: { lr: 1 } } as never)).toThrow(
    withCode('BAD_PLUGIN', /still needs step/),
  );
});

it('refuses settings outside their limits and names the optimizer', () => {
  expect(() => sgd({ lr: -0.1 })).toThrow(
    withCode('BAD_SETTING', /^sgd: lr must be a finite number above 0, or a schedule .*; got -0.1$/),
  );
  expect(() => momentum({ momentum: -0.5 })).toThrow(
    withCode('BAD_SETTING', /^momentum: momentum must be at least 0 and below 1; got -0.5$/),
  );
  expect(() => momentum({ momentum: 1 })).toThrow(withCode('BAD_SETTING', /got 1$/));
  expect(() => momentum({ momentum: NaN })).toThrow(withCode('BAD_SETTING', /^momentum: momentum/));
  expect(() => momentum({ momentum: '0.9' as never })).toThrow(
    withCode('BAD_SETTING', /^momentum: momentum/),
  );
  expect(() => rmsProp({ decay: 1.5 })).toThrow(withCode('BAD_SETTING', /^rmsProp: decay/));
  expect(() => rmsProp({ epsilon: 0 })).toThrow(withCode('BAD_SETTING', /^rmsProp: epsilon/));
  expect(() => adam({ beta2: 2 })).toThrow(withCode('BAD_SETTING', /^adam: beta2/));
  expect(() => adamW({ weightDecay: -1 })).toThrow(withCode('BAD_SETTING', /^adamW: weightDecay/));
  expect(adamW({ weightDecay: 0 }).config.weightDecay).toBe(0);
});

it('refuses whole-number parameters', () => {
  const params = { n: tensor(Int32Array.of(1, 2)) };
  expect(() => sgd().init(params)).toThrow(withCode('BAD_DTYPE', /sgd: .* n is int32: use astype/));
});

it('refuses the state of another optimizer or of other parameters', () => {
  const params = { w: fromArray([1, 2]) };
  const others = { w: fromArray([1, 2, 3]) };
  const state = momentum().init(params);
  expect(() => adam().update(params, params, state)).toThrow(
    withCode('BAD_STATE', /adam: the state's m: w is missing; got none/),
  );
  expect(() => momentum().update(others, others, state)).toThrow(
    withCode('BAD_STATE', /momentum: the state's v: w is \[3\] as a parameter and \[2\] here/),
  );
});

it('refuses a rate as a positional argument', () => {
  expect(() => sgd(0.1 as unknown as object)).toThrow(
    withCode('BAD_SETTING', /sgd\(\{ lr: 0\.1 \}\); got 0\.1/),
  );
});
