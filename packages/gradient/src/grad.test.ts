import { describe, expect, it } from 'vitest';
import {
  add,
  argMax,
  exp,
  fromArray,
  item,
  matmul,
  mean,
  mul,
  ones,
  randomState,
  scalar,
  sum,
  tanh,
  toArray,
  zeros,
  type Operand,
  type Tensor,
} from '@bilayer/tensor';
import { failure } from '../../tensor/src/failure.testing.ts';
import { checkGradient } from './check-gradient.ts';
import { grad, valueAndGrad } from './grad.ts';
import { numericalGradient } from './numerical-gradient.ts';

const x = fromArray([1, 2, 3]);
const square = (y: Tensor): Tensor => sum(mul(y, y));

describe('grad', () => {
  it('of Σ x² is 2x', () => {
    expect(grad(square)(x)).toEqual(fromArray([2, 4, 6]));
  });

  it('takes any number of elements and any result of one', () => {
    expect(grad((y: Tensor) => mul(y, y))(scalar(3))).toEqual(scalar(6));
    expect(grad((y: Tensor) => mul(y, y))(fromArray([[3]]))).toEqual(fromArray([[6]]));
    expect(grad((y: Tensor) => sum(y, { keepDims: true }))(x)).toEqual(ones([3]));
    expect(grad(square)(zeros([0, 2]))).toEqual(zeros([0, 2]));
  });

  it('adds up over the places where a value is used', () => {
    // d/dx (x·x·x + eˣ·x) = 3x² + eˣ (1 + x)
    const f = (y: Tensor): Tensor => sum(add(mul(mul(y, y), y), mul(exp(y), y)));
    const expected = [...x.data].map((v) => 3 * v * v + Math.exp(v) * (1 + v));
    expect(grad(f)(x)).toBeAllClose(expected, { rtol: 1e-14 }); // a few roundings
  });

  it('of a constant, and by what is not used, is 0', () => {
    expect(grad(() => 5)(x)).toEqual(zeros([3]));
    expect(grad(() => square(x))(x)).toEqual(zeros([3]));
    expect(
      grad(({ a }: { a: Tensor; b: Tensor }) => square(a))({ a: x, b: ones([2, 2], 'float32') }),
    ).toEqual({
      a: fromArray([2, 4, 6]),
      b: zeros([2, 2], 'float32'),
    });
    expect(grad((y: Tensor) => argMax(y))(x)).toEqual(zeros([3]));
  });

  it('of the identity is 1', () => {
    expect(grad((y: Tensor) => y)(scalar(4))).toEqual(scalar(1));
    expect(grad(({ a }: Record<'a' | 'b', Tensor>) => a)({ a: scalar(4), b: scalar(5) })).toEqual({
      a: scalar(1),
      b: scalar(0),
    });
  });

  it('goes by name through the parameters of a network', () => {
    const r = randomState(0);
    const input = r.randn(5, 4);
    const params = { W1: r.randn(4, 3), b1: r.randn(3), W2: r.randn(3, 2), b2: r.randn(2) };
    type Params = typeof params;
    const loss = ({ W1, b1, W2, b2 }: Params): Tensor =>
      mean(tanh(add(matmul(tanh(add(matmul(input, W1), b1)), W2), b2)));
    const gradient = grad(loss)(params);
    expect(Object.keys(gradient)).toEqual(['W1', 'b1', 'W2', 'b2']);
    for (const name of ['W1', 'b1', 'W2', 'b2'] as const) {
      const numerical = numericalGradient((p) => loss({ ...params, [name]: p }), params[name]);
      // Central differences with h = 1e-4 are off by h²/6 times the third derivative, which is below 10 here.
      expect(gradient[name]).toBeAllClose(numerical, { atol: 2e-8 });
    }
  });

  it('takes a tensor of any origin, and parameters of any name', () => {
    const foreign = { shape: [2], dtype: 'float64', data: Float64Array.of(1, 2) } as const;
    expect(grad(square)(foreign)).toEqual(fromArray([2, 4]));
    const named = grad(({ shape, data }: { shape: Tensor; data: Tensor }) => sum(mul(shape, data)));
    expect(named({ shape: x, data: ones([3]) })).toEqual({ shape: ones([3]), data: x });
  });

  it('leaves the point as it is', () => {
    const point = fromArray([1, 2]);
    grad(square)(point);
    expect(toArray(point)).toEqual([1, 2]);
  });

  it('is the same every time', () => {
    const g = grad((y: Tensor) => sum(exp(tanh(y))));
    expect(g(x)).toEqual(g(x));
  });
});

describe('valueAndGrad', () => {
  it('gives the value too, evaluating once', () => {
    let calls = 0;
    const f = (y: Tensor): Operand => {
      calls++;
      return square(y);
    };
    expect(valueAndGrad(f)(x)).toEqual({ value: 14, gradient: fromArray([2, 4, 6]) });
    expect(calls).toBe(1);
    expect(valueAndGrad(() => 7)(x).value).toBe(7);
  });
});

describe('what is refused', () => {
  it('more than one number', () => {
    expect(failure(() => grad((y: Tensor) => mul(y, 2))(x))).toBe(
      'BAD_ARGUMENT: grad: f must return one number; it returned shape [3]; did you mean sum or mean of it?',
    );
    expect(failure(() => grad(() => zeros([0]))(x))).toMatch(/^BAD_ARGUMENT/);
  });

  it('nothing', () => {
    expect(failure(() => grad((() => undefined) as unknown as typeof square)(x))).toMatch(
      /^BAD_ARGUMENT: .*is a return missing/,
    );
  });

  it('integers', () => {
    expect(failure(() => grad(square)(fromArray([1], 'int32')))).toBe(
      "BAD_DTYPE: grad: x is int32; a derivative needs floats, so use astype(x, 'float64')",
    );
    expect(failure(() => grad(({ W }: { W: Tensor }) => sum(W))({ W: fromArray([true]) }))).toBe(
      "BAD_DTYPE: grad: W is bool; a derivative needs floats, so use astype(W, 'float64')",
    );
  });

  it('parameters that are no tensors', () => {
    const params = { rate: 0.1 } as unknown as { rate: Tensor };
    expect(failure(() => grad(({ rate }: { rate: Tensor }) => rate)(params))).toBe(
      'BAD_ARGUMENT: grad: rate must be a tensor; got number',
    );
  });

  it('a function that reads numbers', () => {
    expect(failure(() => grad((y: Tensor) => (item(sum(y)) > 0 ? sum(y) : 0))(x))).toMatch(/^TRACED_VALUE/);
    expect(failure(() => grad((y: Tensor) => y.data[0] ?? 0)(x))).toMatch(/^TRACED_VALUE/);
    expect(failure(() => grad((y: Tensor) => sum(numericalGradient(square, y)))(x))).toMatch(/^TRACED_VALUE/);
  });

  it('a gradient inside a gradient', () => {
    expect(failure(() => grad((y: Tensor) => sum(grad(square)(y)))(x))).toMatch(
      /^NESTED_TRACE: grad: .*numericalGradient/,
    );
    const crossed = (y: Tensor): Tensor => sum(grad((z: Tensor) => sum(mul(y, z)))(x));
    expect(failure(() => grad(crossed)(x))).toMatch(/^NESTED_TRACE/);
  });

  it('but not a gradient that is a constant of the function, nor one inside central differences', () => {
    expect(grad((y: Tensor) => sum(mul(y, grad(square)(x))))(x)).toEqual(fromArray([2, 4, 6]));
    // The way to a second derivative that the error names: d/dx (x³)′ = 6x.
    const cube = (y: Tensor): Tensor => sum(mul(y, mul(y, y)));
    const second = numericalGradient((y) => sum(grad(cube)(y)), x);
    expect(second).toBeAllClose([6, 12, 18], { rtol: 1e-10 }); // (x³)′ has no third derivative: rounding only
  });
});

it('agrees with central differences on a deep composition', () => {
  const f = (y: Tensor): Tensor => {
    let z = y;
    for (let i = 0; i < 50; i++) z = tanh(mul(1.01, z));
    return sum(z);
  };
  expect(checkGradient(f, x).relativeError).toBeLessThan(1e-7);
});

describe('grad refuses JavaScript operators on tensors', () => {
  // What someone who comes from NumPy writes first; without a word it would give 0 or the wrong branch.
  it.each([
    ['x * x', (x: Tensor): Operand => (x as unknown as number) * (x as unknown as number)],
    ['x > 0', (x: Tensor): Operand => ((x as unknown as number) > 0 ? mul(x, 2) : mul(x, 5))],
  ])('%s', (_, f) => {
    expect(failure(() => grad(f)(fromArray([3])))).toMatch(/^TENSOR_AS_NUMBER: .*mul\(x, x\) for x \* x/);
  });
});
