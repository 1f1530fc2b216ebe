import { describe, expect, it } from 'vitest';
import { fromArray } from '../create.ts';
import type { DType } from '../dtype.ts';
import * as math from '../math/index.ts';
import { abs, erf, exp, expm1, log, log1p, sign, sqrt, tanh } from './functions.ts';

const points = [-2.5, -1, -0, 0, 0.3, 1, 40, Infinity, -Infinity, NaN];

/* How exact the numbers are is the matter of ../math and its tests. */

describe.each([
  ['exp', exp, math.exp],
  ['expm1', expm1, math.expm1],
  ['log', log, math.log],
  ['log1p', log1p, math.log1p],
  ['sqrt', sqrt, Math.sqrt],
  ['tanh', tanh, math.tanh],
  ['erf', erf, math.erf],
  ['abs', abs, Math.abs],
  ['sign', sign, Math.sign],
])('%s', (_, op, f) => {
  it('is the function of every element, in any shape', () => {
    const y = op(fromArray(points.map((x) => [x])));
    expect(y.shape).toEqual([points.length, 1]);
    expect([...y.data]).toEqual(points.map(f));
    expect([...op(0.75).data]).toEqual([f(0.75)]);
    expect(op(fromArray([[], []])).shape).toEqual([2, 0]);
  });

  it('rounds to float32 once', () => {
    const x = Math.fround(0.3);
    expect(op(fromArray([x], 'float32'))).toEqual({
      shape: [1],
      dtype: 'float32',
      data: Float32Array.of(f(x)),
    });
  });
});

describe('dtypes', () => {
  const order: DType[] = ['bool', 'uint8', 'int32', 'float32', 'float64'];
  it('are floating for functions with real values, and kept by abs and sign', () => {
    for (const op of [exp, expm1, log, log1p, sqrt, tanh, erf]) {
      expect(order.map((dtype) => op(fromArray([1], dtype)).dtype)).toEqual([
        'float64',
        'float64',
        'float64',
        'float32',
        'float64',
      ]);
    }
    for (const op of [abs, sign])
      expect(order.map((dtype) => op(fromArray([1], dtype)).dtype)).toEqual(order);
  });

  it('abs of the smallest int32 wraps around, as in NumPy', () => {
    expect(abs(fromArray([-2147483648, -3], 'int32')).data).toEqual(Int32Array.of(-2147483648, 3));
  });
});
