import { describe, expect, it } from 'vitest';
import { failure } from './failure.testing.ts';
import {
  add,
  astype,
  equal,
  exp,
  format,
  fromArray,
  greater,
  isElementwise,
  item,
  matmul,
  max,
  mean,
  mul,
  neg,
  reshape,
  sub,
  sum,
  take,
  tensor,
  toArray,
  trace,
  where,
  type Operand,
  type Tensor,
} from './index.ts';

const x = fromArray([1, 2, 3]);

describe('trace', () => {
  it('records which primitives were applied to what, with their values', () => {
    const bias = fromArray([10, 20, 30]);
    const record = trace((a, b) => sum(mul(add(a, bias), b)), x, fromArray([2, 2, 2]));
    expect(record.inputs).toBe(2);
    expect(record.steps.map(({ primitive, inputs, slot }) => [primitive.name, inputs, slot])).toEqual([
      ['add', [{ slot: 0 }, bias], 2],
      ['mul', [{ slot: 2 }, { slot: 1 }], 3],
      ['sum', [{ slot: 3 }], 4],
    ]);
    expect(record.output).toEqual({ slot: 4 });
    expect(record.values.map(({ data }) => [...data])).toEqual([
      [1, 2, 3],
      [2, 2, 2],
      [11, 22, 33],
      [22, 44, 66],
      [132],
    ]);
  });

  it('records nothing where nothing is applied: an input, a constant, a number', () => {
    expect(trace((a) => a, x)).toMatchObject({ steps: [], output: { slot: 0 } });
    expect(trace(() => x, x)).toMatchObject({ steps: [], output: x });
    expect(trace(() => 5, x)).toMatchObject({ steps: [], output: 5 });
    expect(trace(() => exp(x), x).steps).toEqual([]);
  });

  it('gives traced values the shape and dtype of what they stand for', () => {
    trace((a) => {
      const product = matmul(reshape(astype(a, 'float32'), [1, 3]), fromArray([[1], [2], [3]], 'float32'));
      expect([a.shape, a.dtype, product.shape, product.dtype]).toEqual([[3], 'float64', [1, 1], 'float32']);
      return product;
    }, x);
  });

  it.each<[string, (a: Tensor) => Operand]>([
    ['data', (a) => a.data[0] ?? 0],
    ['item', (a) => item(sum(a))],
    ['toArray', (a) => fromArray(toArray(a))],
    ['format', (a) => format(a).length],
    ['indices', (a) => take(x, astype(a, 'int32'))],
  ])('stops a function that reads numbers by %s, and says what to write', (_, f) => {
    expect(failure(() => trace(f, x))).toMatch(/^TRACED_VALUE: data: .*where\(greater\(x, 0\), a, b\)/);
  });

  it('stops a trace inside a trace', () => {
    expect(failure(() => trace((a) => trace((b) => b, a).values[0] ?? 0, x))).toMatch(/^NESTED_TRACE: /);
    const mixed = (a: Tensor): Operand => {
      trace((b) => mul(a, b), x);
      return a;
    };
    expect(failure(() => trace(mixed, x))).toMatch(/^NESTED_TRACE: .*only first-order/);
    const leaked: Tensor[] = [];
    trace((a) => {
      leaked.push(a);
      return a;
    }, x);
    expect(failure(() => trace((a) => add(a, leaked[0] ?? 0), x))).toMatch(/^NESTED_TRACE/);
  });

  it('allows a trace of something else inside a trace', () => {
    const inner = trace((a) => exp(a), x);
    const outer = trace((a) => mul(a, inner.values[1] ?? 0), x);
    expect(outer.steps).toHaveLength(1);
  });

  it('says when nothing came back', () => {
    expect(failure(() => trace((() => undefined) as unknown as () => number, x))).toBe(
      'BAD_ARGUMENT: trace: the function must return a tensor or a number; it returned undefined (is a return missing?)',
    );
    expect(failure(() => trace((() => Promise.resolve(1)) as unknown as () => number, x))).toContain(
      'it returned object',
    );
  });

  it('passes on what the function throws', () => {
    expect(() =>
      trace(() => {
        throw new RangeError('mine');
      }, x),
    ).toThrow(RangeError);
  });
});

describe('any object of the form of a tensor', () => {
  /** A tensor as another library might make it: a class with getters. */
  class Foreign implements Tensor {
    readonly #values = Float64Array.of(1, 2, 3);
    readonly dtype = 'float64';
    get shape(): number[] {
      return [3];
    }
    get data(): Float64Array {
      return this.#values;
    }
  }

  it('is taken by operations', () => {
    expect(toArray(reshape(add(new Foreign(), x), [3, 1]))).toEqual([[2], [4], [6]]);
    expect(toArray(reshape(new Foreign(), [3, 1]))).toEqual([[1], [2], [3]]);
    expect(trace((a) => neg(a), new Foreign()).values[1]?.data).toEqual(Float64Array.of(-1, -2, -3));
  });
});

describe('isElementwise', () => {
  const probe = fromArray([[0.5, -1, 2]]);
  it.each<[string, (a: Tensor) => Operand, boolean]>([
    ['x itself', (a) => a, true],
    ['arithmetic with numbers', (a) => mul(2, add(a, exp(neg(a)))), true],
    ['where', (a) => where(greater(a, 0), a, mul(0.1, a)), true],
    ['a 0-d constant', (a) => mul(a, fromArray(3)), true],
    ['a cast', (a) => astype(equal(a, 0), 'float64'), true],
    ['a sum', (a) => sub(a, mean(a)), false],
    ['softmax', (a) => sub(a, max(a, { axis: -1, keepDims: true })), false],
    ['a row of constants', (a) => mul(a, fromArray([1, 2, 3])), false],
    ['a constant of one element', (a) => mul(a, tensor(Float64Array.of(1), [1, 1])), false],
    ['a matrix product', (a) => matmul(a, fromArray([[1], [2], [3]])), false],
    ['a reshape', (a) => reshape(a, [3]), false],
  ])('%s: %s', (_, f, expected) => {
    expect(isElementwise(f, probe)).toBe(expected);
  });

  it('throws where the function reads numbers', () => {
    expect(failure(() => isElementwise((a) => a.data.length, probe))).toMatch(/^TRACED_VALUE/);
  });
});
