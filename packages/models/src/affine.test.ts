import { add, astype, matmul, mul, randomState, slice, sum, type DType } from '@bilayer/tensor';
import { expect, it } from 'vitest';
import { vjp } from '@bilayer/gradient';
import { affine } from './affine.ts';

const random = randomState(4);
const [x, W, b] = [random.randn(7, 5), random.randn(5, 3), random.randn(3)] as const;
// As in images: zeros, in odd and even numbers of others.
x.data.fill(0, 0, 5);
x.data.fill(0, 6, 9);
x.data.fill(0, 10, 13);

it.each<DType>(['float64', 'float32'])('has the bits of add(matmul(x, W), b): %s', (dtype) => {
  const [u, V, c] = [astype(x, dtype), astype(W, dtype), astype(b, dtype)];
  expect(affine(u, V, c)).toEqual(add(matmul(u, V), c));
  const row = slice(u, [[2, 3]]);
  const one = { ...row, shape: [5] };
  expect(affine(one, V, c)).toEqual(add(matmul(one, V), c));
});

// The same products, added in another order.
it('has the gradients of add(matmul(x, W), b)', () => {
  const g = random.randn(7, 3);
  const own = vjp(affine, x, W, b).backward(g);
  const other = vjp((u, V, c) => add(matmul(u, V), c), x, W, b).backward(g);
  for (const [i, gradient] of own.entries())
    expect(gradient).toBeAllClose(other[i]!, { rtol: 1e-13, atol: 1e-14 });
  expect(sum(mul(own[2]!, own[2]!)).data[0]).toBeGreaterThan(0);
});

it('refuses rows of another length', () => {
  expect(() => affine(W, W, b)).toThrow(
    expect.objectContaining({
      code: 'SHAPE_MISMATCH',
      message: expect.stringContaining('[N, 5]; got [5, 3]') as string,
    }),
  );
});
