import { tensor } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { vjp } from '../../gradient/src/index.ts';
import * as entry from './index.ts';
import { gelu, geluTanh, logSoftmax, mish, silu, softmax, type Activation } from './index.ts';

const [alpha, lambda] = [1.6732632423543772, 1.0507009873554805];

describe('limits at −∞ and ∞, with the slopes there', () => {
  it.each<[keyof typeof entry, number, number, number, number]>([
    ['step', 0, 1, 0, 0],
    ['sigmoid', 0, 1, 0, 0],
    ['tanh', -1, 1, 0, 0],
    ['relu', 0, Infinity, 0, 1],
    ['elu', -1, Infinity, 0, 1],
    ['selu', -(lambda * alpha), Infinity, 0, lambda],
    ['gelu', 0, Infinity, 0, 1],
    ['geluTanh', 0, Infinity, 0, 1],
    ['silu', 0, Infinity, 0, 1],
    ['mish', 0, Infinity, 0, 1],
    ['softplus', 0, Infinity, 0, 1],
    ['softsign', -1, 1, 0, 0],
    ['hardSigmoid', 0, 1, 0, 0],
  ])('%s', (name, below, above, slopeBelow, slopeAbove) => {
    const f = entry[name] as Activation;
    const a = tensor(new Float64Array([-Infinity, Infinity]));
    const z = f.forward(a);
    expect(z).toBeAllClose([below, above]);
    expect(f.backward?.(tensor(new Float64Array([1, 1])), { a, z })).toBeAllClose([slopeBelow, slopeAbove]);
  });
});

describe('where the gates are cut off', () => {
  it.each([gelu, geluTanh, silu, mish])('$name goes on with slope 0 and 1', (f) => {
    const a = tensor(new Float64Array([-800, 800]));
    expect(f.forward(a)).toBeAllClose([0, 800]);
    expect(vjp((x) => f.forward(x), a).backward(tensor(new Float64Array([1, 1])))[0]).toMatchObject({
      data: new Float64Array([0, 1]),
    });
  });
});

describe('rows', () => {
  it('take −∞ for what cannot occur', () => {
    const a = tensor(new Float64Array([0, -Infinity, 0]));
    expect(softmax.forward(a).data).toEqual(new Float64Array([0.5, 0, 0.5]));
    // ln ½
    expect(logSoftmax.forward(a)).toBeAllClose([-0.6931471805599453, -Infinity, -0.6931471805599453], {
      rtol: 1e-15,
    });
  });

  it('logSoftmax is exact where softmax rounds to 0', () => {
    const a = tensor(new Float64Array([0, 1000]));
    expect(softmax.forward(a).data[0]).toBe(0);
    expect(logSoftmax.forward(a).data).toEqual(new Float64Array([-1000, 0]));
  });
});
