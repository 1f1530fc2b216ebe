import * as activations from '@bilayer/activations';
import type { Activation } from '@bilayer/activations';
import { vjp } from '@bilayer/gradient';
import type { FloatDType } from '@bilayer/models';
import * as ops from '@bilayer/tensor';
import { randomState, tensor, type Operand, type Tensor } from '@bilayer/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtIn } from './formulas.ts';
import { newBench, type Bench } from './kernels.testing.ts';
import type { Program } from './program.ts';
import { agrees, runProgram, storeProgram } from './stored-program.ts';
import { translate } from './translate.ts';

const { add, clip, defineActivation, div, elementwise, greater, log, mul, neg, pow, sub, where } = {
  ...ops,
  ...activations,
};

/** z and ∂z/∂a as the networks have them. */
function expected(
  activation: Activation,
  dtype: FloatDType,
  a: readonly number[],
): readonly [Tensor, Tensor] {
  const x = tensor((dtype === 'float32' ? Float32Array : Float64Array).from(a));
  const ones = ops.ones(x.shape, dtype);
  const { config } = activation;
  if (activation.backward === undefined) {
    const { value, backward } = vjp((v) => activation.forward(v, config), x);
    return [value, backward(ones)[0]!];
  }
  const z = activation.forward(x, config);
  return [z, activation.backward(ones, { a: x, z }, config)];
}

function compare(
  { arena, plan, kernels }: Bench,
  dtype: FloatDType,
  activation: Activation,
  program: Program | undefined,
  a: readonly number[],
  bound: number,
): void {
  if (program === undefined) throw new Error('no program');
  storeProgram(arena, plan, dtype, program);
  const got = runProgram(arena, plan, kernels, dtype, a);
  const [z, slope] = expected(activation, dtype, a);
  expect(tensor(Float64Array.from(got.z))).toBeAllClose(z, { rtol: bound, atol: bound });
  expect(tensor(Float64Array.from(got.slope))).toBeAllClose(slope, { rtol: bound, atol: bound });
}

const numbers = [0, ...Array.from({ length: 300 }, (_, i) => ((i - 150) * Math.abs(i - 150)) / 1000)];

describe.each(['float32', 'float64'] as const)('programs in %s', (dtype) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await newBench(dtype);
  });
  // A few roundings; the worst is that of 1 + tanh, of which for a = −10 nothing is left, times a.
  const bound = dtype === 'float32' ? 3e-6 : 1e-14;

  it.each([
    'leakyRelu',
    'elu',
    'selu',
    'softsign',
    'step',
    'hardSigmoid',
    'softplus',
    'silu',
    'mish',
    'gelu',
    'geluTanh',
  ] as const)('%s', (name) => {
    const activation = activations[name] as Activation;
    compare(bench, dtype, activation, builtIn(name, activation.config), numbers, bound);
    const far = [-1e30, -1e4, -800, -90, 90, 800, 1e4, 1e30];
    compare(bench, dtype, activation, builtIn(name, activation.config), far, bound);
  });

  it.each<[string, (a: Tensor) => Tensor]>([
    ['an infinite slope that was not chosen', (a) => where(greater(a, 0), a, sub(ops.exp(neg(a)), 1))],
    ['a factor of 0 before an infinite slope', (a) => mul(greater(a, 0), log(ops.abs(a)))],
    ['kinks and ties', (a) => add(ops.maximum(a, 0), add(ops.minimum(0, a), clip(a, -1, 1)))],
    ['ties the other way', (a) => add(ops.maximum(0, a), mul(ops.minimum(a, 0), ops.abs(a)))],
    ['powers', (a) => add(pow(a, 3), add(pow(a, 2), div(1, add(pow(a, 8), pow(add(1, ops.abs(a)), -2)))))],
    ['a root', (a) => pow(add(1, mul(a, a)), 0.5)],
    ['comparisons', (a) => mul(ops.less(a, 1), add(ops.greaterEqual(a, -1), ops.lessEqual(a, 0.5)))],
    ['equality', (a) => mul(a, add(ops.equal(a, 0), ops.notEqual(a, 0)))],
    ['a value used twice', (a) => add(mul(ops.tanh(a), 2), mul(ops.tanh(a), ops.sign(a)))],
    ['a constant tensor', (a) => mul(ops.scalar(0.3), a)],
    ['nothing', (a) => a],
  ])('%s', (name, forward) => {
    const activation = defineActivation<ops.Config>({ name, forward });
    // The eighth power of 22 has few digits left beside 1; other values are of the size of what they are made of.
    compare(bench, dtype, activation, translate(activation, dtype), numbers, 10 * bound);
  });

  it('random formulas, against the derivative that vjp derives', () => {
    const random = randomState(5);
    for (let n = 0; n < 200; n++) {
      const forward = randomFormula((length) => random.randint(0, length, 1).data[0]!);
      const activation = defineActivation<ops.Config>({ name: `formula ${n}`, forward });
      const a = [...random.randn(60).data, 0, -1, 0.5];
      compare(bench, dtype, activation, translate(activation, dtype), a, dtype === 'float32' ? 2e-3 : 1e-11);
    }
  });
});

/** A formula of some operations on values that are there already, all of them of moderate size. */
function randomFormula(draw: (length: number) => number): (a: Tensor) => Tensor {
  const unary = [
    ops.tanh,
    ops.erf,
    (x: Tensor): Tensor => ops.exp(neg(mul(x, x))),
    (x: Tensor): Tensor => ops.log1p(ops.abs(x)),
    (x: Tensor): Tensor => ops.expm1(ops.minimum(x, 1)),
    (x: Tensor): Tensor => ops.sqrt(add(1, mul(x, x))),
    (x: Tensor): Tensor => ops.log(add(2, ops.abs(x))),
    neg,
  ];
  const binary = [
    add,
    sub,
    (x: Operand, y: Operand): Tensor => div(x, add(1, mul(y, y))),
    (x: Operand, y: Operand): Tensor => mul(ops.tanh(x), y),
    ops.maximum,
    ops.minimum,
    (x: Operand, y: Operand): Tensor => where(greater(x, 0.1), y, x),
  ];
  const choices = Array.from({ length: 8 }, () => [draw(2), draw(100), draw(100), draw(100)] as const);
  return (a) => {
    const values = [a];
    for (const [kind, f, i, j] of choices) {
      const [x, y] = [values[i % values.length]!, values[j % values.length]!];
      values.push(kind === 0 ? unary[f % unary.length]!(x) : binary[f % binary.length]!(x, y));
    }
    return values[values.length - 1]!;
  };
}

describe('what has no program', () => {
  const a1 = (a: Tensor): Tensor => a;

  it.each<[string, Activation]>([
    ['functions of numbers', defineActivation({ name: 'x', value: (a) => a, slope: () => 1 })],
    ['rows', activations.softmax],
    [
      'a constant that is a row',
      defineActivation({ name: 'x', forward: (a) => add(a, ops.fromArray([1, 2, 3])) }),
    ],
    ['a fractional power', defineActivation({ name: 'x', forward: (a) => pow(a, 1.5) })],
    [
      'a backward that reads numbers',
      defineActivation({ name: 'x', forward: a1, backward: (dz) => tensor(dz.data) }),
    ],
    [
      'a backward that limits dz',
      defineActivation({ name: 'x', forward: a1, backward: (dz) => clip(dz, -1, 1) }),
    ],
    [
      'a backward with operators',
      defineActivation({ name: 'x', forward: a1, backward: (dz) => (Number(dz) > 0 ? dz : neg(dz)) }),
    ],
    ['a backward without dz', defineActivation({ name: 'x', forward: a1, backward: (_, { z }) => z })],
  ] as [string, Activation][])('%s', (_, activation) => {
    expect(translate(activation, 'float64')).toBeUndefined();
  });

  it('a primitive that has the name of an operation and is another function', async () => {
    const { arena, plan, kernels } = await newBench('float64');
    const own = elementwise({ name: 'tanh', value: (x) => x * x, slope: (x) => 2 * x });
    const activation = defineActivation<ops.Config>({ name: 'x', forward: (a) => own(a) });
    const program = translate(activation, 'float64');
    if (program === undefined) throw new Error('no program');
    storeProgram(arena, plan, 'float64', program);
    expect(agrees(arena, plan, kernels, 'float64', activation)).toBe(false);
  });
});
