import {
  abs,
  add,
  div,
  exp,
  item,
  less,
  maximum,
  minimum,
  mul,
  neg,
  ones,
  pow,
  scalar,
  sub,
  tanh,
  tensor,
  where,
  type Operand,
  type Tensor,
} from '@bilayer/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numericalGradient, vjp } from '../../../gradient/src/index.ts';
import { kinksOf } from './kinks.ts';
import { formulaTree, parse } from './parse.ts';
import { unary } from './vocabulary.ts';

/** The formula at x. */
function at(expr: string, x: number): number {
  return item(parse(expr)(scalar(x)));
}

function slope(f: (x: Tensor) => Tensor, x: number): number {
  return vjp(f, tensor(new Float64Array([x]))).backward(ones([1]))[0]!.data[0]!;
}

/** Trees of the language: how each is written, and what it computes. */
interface Tree {
  readonly text: string;
  readonly of: (x: Tensor) => Operand;
}

const leaf: fc.Arbitrary<Tree> = fc.oneof(
  fc.constant({ text: 'x', of: (x: Tensor) => x }),
  fc
    .integer({ min: -40, max: 40 })
    .map((n) => ({ text: n < 0 ? `(${n / 8})` : String(n / 8), of: () => n / 8 })),
);

const operations: readonly [string, (a: Operand, b: Operand) => Tensor][] = [
  ['(a + b)', add],
  ['(a - b)', sub],
  ['(a * b)', mul],
  ['max(a, b)', maximum],
  ['min(a, b)', minimum],
  ['a/(1 + abs(b))', (a, b) => div(a, add(1, abs(b)))],
  ['(-a)*tanh(b)', (a, b) => mul(neg(a), tanh(b))],
  ['sigmoid(a) - softplus(b)', (a, b) => sub(call('sigmoid', a), call('softplus', b))],
  ['(-a^2 + b)', (a, b) => add(neg(mul(a, a)), b)],
  ['if(a < b, a + 1, b)', (a, b) => where(less(a, b), add(a, 1), b)],
];

function call(name: 'sigmoid' | 'softplus', a: Operand): Tensor {
  return unary[name]!(typeof a === 'number' ? scalar(a) : a);
}

const trees: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.tuple(fc.constantFrom(...operations), tie('tree'), tie('tree')).map(([[pattern, op], a, b]) => ({
      text: `(${pattern.replace(/\b[ab]\b/g, (name) => (name === 'a' ? `(${a.text})` : `(${b.text})`))})`,
      of: (x: Tensor) => op(a.of(x), b.of(x)),
    })),
  ),
})).tree;

/** x with the tree added, so that it depends on x. */
const formulas = trees.map(({ text, of }) => ({ text: `x + ${text}`, of: (x: Tensor) => add(x, of(x)) }));

describe('parse', () => {
  it.each([
    // expression, x, value by hand
    ['x', 3, 3],
    ['.5*x + 1.', 4, 3],
    ['1e-3*x', 2000, 2],
    ['1 - 2 - x', 3, -4],
    ['8/4/x', 2, 1],
    ['2 + 3*x', 4, 14],
    ['-x^2', 3, -9],
    ['(-x)^2', 3, 9],
    ['2^3^x', 2, 512],
    ['2^-x', 2, 0.25],
    ['x**2', -3, 9],
    ['-x*-x', 3, 9],
    ['+x', 3, 3],
    ['x^-1', 4, 0.25],
    ['x^3', -3, -27],
    ['x^4', -3, 81],
    ['x^5', -3, -243],
    ['x^20', 3, 3486784401],
    ['x^-2', 2, 0.25],
    ['x + x^0', 0, 1],
    ['max(x, 2) + min(x, 2)', 5, 7],
    ['where(x >= 2, 1, -1)', 2, 1],
    ['if(x < 2, 1, -1)', 2, -1],
    ['where(1 < 2, x, 0)', 5, 5],
    ['where((x <= 0), x, 2*x)', 5, 10],
    ['abs(x) * sign(x)', -2, -2],
    ['ln(e^x)', 2, 2],
    ['relu(x) + relu(-x)', -3, 3],
    ['x × 2 − π + pi', 3, 6],
    ['x² + x¹⁰ ÷ 2', 2, 516],
    ['ｍａｘ（ｘ，２）', 1, 2],
    ['where(x ≥ 1, x, 0)', 1, 1],
    ['sqrt(x)\n\t+ 1', 9, 4],
  ])('%s at %d is %d', (expr, x, value) => {
    expect(at(expr, x)).toBe(value);
  });

  it('has x², x³ and higher powers with slope 0 at 0, and 1/x, 2^x, e^x with theirs', () => {
    for (const n of [2, 3, 4, 5, 9]) expect(slope(parse(`x^${n}`), 0)).toBe(0);
    expect(slope(parse('x^1'), 0)).toBe(1);
    expect(slope(parse('x^-1'), 2)).toBe(-0.25);
    expect(slope(parse('e^x'), 0)).toBe(1);
    // ln 2
    expect(slope(parse('2^x'), 0)).toBeCloseTo(0.6931471805599453, 15);
  });

  it('folds constants with the arithmetic that computes tensors', () => {
    const f = parse('x * exp(-1.7) ^ 0.3');
    expect(item(f(scalar(1)))).toBe(item(pow(exp(scalar(-1.7)), 0.3)));
  });

  it('keeps sigmoid and softplus apart from overflow, with their slopes', () => {
    const x = tensor(new Float64Array([-1e308, -1000, 1000, 1e308]));
    expect(parse('sigmoid(x)')(x).data).toEqual(new Float64Array([0, 0, 1, 1]));
    expect(parse('softplus(x)')(x).data).toEqual(new Float64Array([0, 0, 1000, 1e308]));
    const { backward } = vjp(parse('x * sigmoid(1.702 * x)'), x);
    expect(backward(ones([4]))[0]).toBeAllClose([0, 0, 1, 1]);
  });

  it('keeps the dtype, also where only numbers are chosen from, and NaN', () => {
    const x = tensor(new Float32Array([-1, NaN, 1]));
    for (const expr of ['where(x > 0, 1, 0.1)', 'where(x > 0, x, 0.1)', 'where(0 > x, 0.1, x)', 'x^2']) {
      const z = parse(expr)(x);
      expect(z.dtype).toBe('float32');
      expect(z.data[1]).toBeNaN();
    }
    expect(parse('where(x > 0, 1, 0.1)')(x).data).toEqual(new Float32Array([0.1, NaN, 1]));
    // A comparison with what is no number for a number x does not hold.
    expect(at('where(log(x) > 0, 1, 2)', -1)).toBe(2);
  });

  it('computes what the printed tree computes, bit for bit', () => {
    const x = tensor(new Float64Array([-3, -1, -0.5, 0, 0.25, 1, 2.5]));
    fc.assert(
      fc.property(formulas, ({ text, of }) => {
        if (text.length <= 1000) expect(parse(text)(x)).toEqual(of(x));
      }),
    );
  });

  it('has the slope that central differences show, away from kinks', () => {
    fc.assert(
      fc.property(formulas, fc.integer({ min: -30, max: 30 }), ({ text }, n) => {
        if (text.length > 300) return;
        const f = parse(text);
        const x = n / 10 + 0.0371;
        if (kinksOf(f).some((kink) => Math.abs(kink - x) < 2e-3)) return;
        const [coarse, fine] = [1e-4, 5e-5].map(
          (h) => numericalGradient((v) => item(f(v)), scalar(x), { h }).data[0]!,
        ) as [number, number];
        // The two show how far off they are: 3/4 of it by h², the rest by the rounding of large values, 1e-16/h.
        const tolerance =
          2 * Math.abs(coarse - fine) + 1e-8 * (1 + Math.abs(fine)) + 1e-11 * Math.abs(at(text, x));
        expect(Math.abs(slope(f, x) - fine)).toBeLessThan(tolerance);
      }),
    );
  });
});

describe('formulaTree', () => {
  const call = (name: string, ...of: unknown[]): object => ({ name, of });
  it.each([
    ['x', 'x'],
    ['1 - 2 - x', call('-', call('-', 1, 2), 'x')],
    ['-x^2', call('-', call('^', 'x', 2))],
    ['x²', call('^', 'x', 2)],
    ['2 × π ** -x', call('*', 2, call('^', 'pi', call('-', 'x')))],
    ['（x + 1）/ e', call('/', call('+', 'x', 1), 'e')],
    [
      'if(x ≤ 0, exp(x), max(x, 1))',
      call('where', call('<=', 'x', 0), call('exp', 'x'), call('max', 'x', 1)),
    ],
  ])('of %j', (expr, tree) => {
    expect(formulaTree(expr)).toEqual(tree);
  });

  it('refuses what formula refuses', () => {
    expect(() => formulaTree('2x')).toThrow(/multiplication sign/);
  });
});
