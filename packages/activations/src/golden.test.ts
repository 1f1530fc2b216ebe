import { fromArray, log, ones, tensor, toArray, type NestedArray } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import book from '../../../test/golden/functions.json' with { type: 'json' };
import * as entry from './index.ts';
import { identity, logSoftmax, relu, sigmoid, softmax, step, type Activation } from './index.ts';
import reference from './fixtures/reference.json' with { type: 'json' };

// What the book's Python printed under NumPy float64 (test/golden/README.md). Both sides are a few ulp off at most.
const close = { rtol: 1e-12 };

describe("the book's functions", () => {
  const a = fromArray(book.a);
  const same = (f: Activation, input: NestedArray, expected: NestedArray): void => {
    const z = f.forward(fromArray(input));
    expect(z.shape).toEqual(fromArray(expected).shape);
    expect(z).toBeAllClose(fromArray(expected), close);
  };

  it('identity', () => {
    expect(toArray(identity.forward(a))).toEqual(book.identity);
  });

  it('step', () => {
    expect(toArray(step.forward(a))).toEqual(book.step);
  });

  it('sigmoid and its gradient', () => {
    same(sigmoid, book.a, book.sigmoid);
    const slope = sigmoid.backward?.(ones(a.shape), { a, z: sigmoid.forward(a) });
    expect(slope).toBeAllClose(fromArray(book.sigmoid_grad), close);
  });

  it('relu', () => {
    expect(toArray(relu.forward(a))).toEqual(book.relu);
  });

  it('softmax of a matrix, of a vector, and of large numbers', () => {
    same(softmax, book.a, book.softmax);
    same(softmax, book.a[0] ?? [], book.softmax_1d);
    same(softmax, book.big, book.softmax_big);
  });

  it('logSoftmax is the logarithm of softmax', () => {
    expect(logSoftmax.forward(a)).toBeAllClose(log(fromArray(book.softmax)), close);
  });
});

// mpmath at 50 digits (fixtures/README.md). Tails of gelu and 1 − z² cancel, to within a rounding of numbers up to 1.
describe('every elementwise function against mpmath', () => {
  const { a: points, ...functions } = reference;
  const a = tensor(new Float64Array(points));

  it('leaves none out', () => {
    const elementwise = Object.values(entry).flatMap((f) =>
      'over' in f && f.over === 'element' && f.name !== 'step' ? [f.name] : [],
    );
    expect(Object.keys(functions).sort()).toEqual(elementwise.sort());
  });

  it.each(Object.entries(functions))('%s', (name, expected) => {
    const f = entry[name as keyof typeof functions] as Activation;
    const z = f.forward(a);
    expect(z).toBeAllClose(expected.z, { rtol: 1e-14, atol: 1e-15 });
    expect(f.backward?.(ones(a.shape), { a, z })).toBeAllClose(expected.slope, { rtol: 1e-13, atol: 1e-15 });
  });
});
