import { describe, expect, it } from 'vitest';
import { add, astype, fromArray, matmul, mul, ones, scalar, sub, sum, toArray, zeros } from '@bilayer/tensor';
import { failure } from '../../tensor/src/failure.testing.ts';
import { vjp } from './vjp.ts';

const [a, b] = [
  fromArray([
    [1, 2],
    [3, 4],
  ]),
  fromArray([[5], [6]]),
];

describe('vjp', () => {
  it('gives the value and carries a gradient back to every input', () => {
    const { value, backward } = vjp((x, y) => matmul(x, y), a, b);
    expect(toArray(value)).toEqual([[17], [39]]);
    const [ga, gb] = backward(fromArray([[1], [10]]));
    expect(ga).toEqual(
      fromArray([
        [5, 6],
        [50, 60],
      ]),
    );
    expect(gb).toEqual(fromArray([[31], [42]]));
  });

  it('can go back more than once', () => {
    const { backward } = vjp((x) => mul(x, x), a);
    expect(backward(ones([2, 2]))).toEqual([
      fromArray([
        [2, 4],
        [6, 8],
      ]),
    ]);
    expect(
      backward(
        fromArray([
          [0, 0],
          [0, 1],
        ]),
      ),
    ).toEqual([
      fromArray([
        [0, 0],
        [0, 8],
      ]),
    ]);
  });

  it('carries a vector through as it carries its elements: it is linear', () => {
    const { backward } = vjp((x) => mul(x, add(x, 1)), a);
    const [g, h] = [
      fromArray([
        [1, -2],
        [0.5, 3],
      ]),
      fromArray([
        [4, 0],
        [1, -1],
      ]),
    ];
    expect(backward(add(g, h))[0]).toEqual(add(backward(g)[0] ?? a, backward(h)[0] ?? a));
  });

  it('of an input itself is the gradient, of a constant 0', () => {
    const g = fromArray([
      [9, 8],
      [7, 6],
    ]);
    expect(vjp((x) => x, a).backward(g)).toEqual([g]);
    expect(vjp((_, y) => y, a, a).backward(g)).toEqual([zeros([2, 2]), g]);
    const constant = vjp(() => 3, a);
    expect(constant.value).toEqual(scalar(3));
    expect(constant.backward(scalar(1))).toEqual([zeros([2, 2])]);
    expect(vjp(() => b, a).backward(b)).toEqual([zeros([2, 2])]);
  });

  it('gives integers the gradient 0, floats that of their dtype', () => {
    const n = fromArray(
      [
        [2, 2],
        [2, 2],
      ],
      'int32',
    );
    const [gx, gn] = vjp((x, y) => mul(x, y), astype(a, 'float32'), n).backward(ones([2, 2]));
    expect(gx).toEqual(
      fromArray(
        [
          [2, 2],
          [2, 2],
        ],
        'float32',
      ),
    );
    expect(gn).toMatchObject({ shape: [2, 2], dtype: 'float64' });
  });

  it('takes a gradient of any dtype as floats', () => {
    const g = fromArray(
      [
        [1, 2],
        [3, 4],
      ],
      'uint8',
    );
    expect(vjp((x) => sub(1, x), a).backward(g)).toEqual([
      fromArray([
        [-1, -2],
        [-3, -4],
      ]),
    ]);
    expect(vjp((x) => x, a).backward(g)[0]?.dtype).toBe('float64');
  });

  it('refuses a gradient of another shape', () => {
    expect(failure(() => vjp((x) => sum(x), a).backward(ones([2, 2])))).toBe(
      'SHAPE_MISMATCH: vjp: the gradient is [2, 2], the value it belongs to []',
    );
  });
});
