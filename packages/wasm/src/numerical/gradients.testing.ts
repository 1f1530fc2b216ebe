import { defineActivation, sigmoid, softmax, type Activation } from '@bilayer/activations';
import { numericalGradient } from '@bilayer/gradient';
import { crossEntropy, defineLoss, targetValues, type Loss } from '@bilayer/losses';
import { gaussian, TwoLayerNet, type Network, type Params } from '@bilayer/models';
import {
  add,
  astype,
  div,
  exp,
  isFloat,
  log,
  max,
  mul,
  neg,
  randomState,
  sqrt,
  sub,
  sum,
  tensor,
  type Tensor,
} from '@bilayer/tensor';
import { expect } from 'vitest';
import { numericalKernels } from './kernels.ts';
import { kernelSteps } from './steps.ts';

export const squareplus: Activation = defineActivation({
  name: 'squareplus',
  forward: (a) => mul(0.5, add(a, sqrt(add(mul(a, a), 4)))),
});

export const ownSoftmax: Activation = defineActivation({
  name: 'ownSoftmax',
  forward(a) {
    const e = exp(sub(a, max(a, { axis: 1, keepDims: true })));
    return div(e, sum(e, { axis: 1, keepDims: true }));
  },
});
export const ownCrossEntropy: Loss = defineLoss({
  name: 'ownCrossEntropy',
  perRow: (y, t) => neg(sum(mul(targetValues('own', y, t), log(add(y, 1e-7))), { axis: 1 })),
});
export interface Parts {
  readonly hidden: Activation;
  readonly output: Activation;
  readonly loss: Loss;
}
export const book: Parts = { hidden: sigmoid, output: softmax, loss: crossEntropy };

export interface Form {
  readonly hiddenSize?: number;
  readonly outputSize?: number;
  readonly dtype?: 'float64' | 'float32';
  readonly std?: number;
  readonly seed?: number;
}

export function net(parts: Partial<Parts> = {}, form: Form = {}): TwoLayerNet {
  const { hiddenSize = 4, outputSize = 3, dtype = 'float64', std = 0.5, seed = 0 } = form;
  const sizes = { inputSize: 5, hiddenSize, outputSize };
  const how = { dtype, init: gaussian({ std }), random: randomState(seed) };
  return new TwoLayerNet({ ...sizes, ...book, ...parts, ...how });
}

const numerical = await numericalKernels();

/** By kernels; undefined where there are none. */
export function byKernels(network: Network, x: Tensor, t: Tensor, h?: number): Params | undefined {
  const steps = kernelSteps(numerical, network, x, t, network.params, h);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

const float64 = (x: Tensor): Tensor => (isFloat(x.dtype) ? astype(x, 'float64') : x);

/** Every loss from scratch, in float64. */
export function fromScratch(network: Network, x: Tensor, t: Tensor, h?: number): Params {
  const params = Object.fromEntries(Object.entries(network.params).map(([name, p]) => [name, float64(p)]));
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      numericalGradient(
        (moved) => network.loss(float64(x), float64(t), { ...params, [name]: moved }),
        value,
        h === undefined ? {} : { h },
      ),
    ]),
  );
}

/** The two agree to what rounding leaves of a difference of two losses: some ulps of them, 2e-16 each, over 2h = 2e-4. */
export function expectSame(got: Params | undefined, wanted: Params): void {
  expect(Object.keys(got ?? {})).toEqual(Object.keys(wanted));
  for (const [name, value] of Object.entries(wanted)) {
    // A float32 result is rounded to its seven digits.
    const single = got?.[name]?.dtype === 'float32';
    expect(got?.[name]).toBeAllClose(value, { rtol: single ? 6e-8 : 1e-8, atol: 2e-11 });
  }
}

export const labels: Tensor = tensor(Int32Array.of(0, 2, 1, 2));
/** Rows with zeros, equal values, negative ones, and two rows that are the same. */
export const x: Tensor = tensor(
  Float64Array.of(0, 0.5, 0.5, 0, 1, 0, 0, 0, 0, 0, -0.7, 0.3, 0.5, 1, -0.7, -0.7, 0.3, 0.5, 1, -0.7),
  [4, 5],
);
