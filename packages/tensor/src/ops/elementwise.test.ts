import { describe, expect, it } from 'vitest';
import { fromArray, toArray } from '../create.ts';
import { tensor } from '../tensor.ts';
import { trace } from '../primitive.ts';
import { elementwise } from './elementwise.ts';

const cube = elementwise({ name: 'cube', value: (x) => x * x * x, slope: (x) => 3 * x * x });
const scale = elementwise<{ by: number }>({
  name: 'scale',
  value: (x, { by }) => x * by,
  slope: (_x, _y, { by }) => by,
});

describe('elementwise', () => {
  it('applies a function of one number to tensors of any shape and to numbers', () => {
    expect(
      toArray(
        cube(
          fromArray([
            [1, -2],
            [3, 0.5],
          ]),
        ),
      ),
    ).toEqual([
      [1, -8],
      [27, 0.125],
    ]);
    expect(toArray(cube(2))).toBe(8);
  });

  it('keeps floats as they are, rounding once, and makes all others float64', () => {
    expect(cube(fromArray([0.1], 'float32'))).toEqual({
      shape: [1],
      dtype: 'float32',
      data: Float32Array.of(Math.fround(0.1) ** 3),
    });
    expect(cube(fromArray([2], 'uint8'))).toEqual({ shape: [1], dtype: 'float64', data: Float64Array.of(8) });
  });

  it('hands on options', () => {
    expect(toArray(scale(fromArray([1, 2]), { by: 10 }))).toEqual([10, 20]);
  });

  it('is recorded as an elementwise primitive with its gradient', () => {
    const x = fromArray([1, 2]);
    const { steps } = trace((v) => scale(v, { by: 3 }), x);
    expect(steps).toHaveLength(1);
    const { primitive, options } = steps[0]!;
    expect(primitive).toMatchObject({ name: 'scale', elementwise: true });
    const g = fromArray([1, 10]);
    expect(primitive.gradient?.(g, { inputs: [x], output: x, options }, 0)).toEqual(fromArray([3, 30]));
    expect(toArray(cube.backward(g, x, cube(x)))).toEqual([3, 120]);
  });

  it('lets nothing through where the slope is 0, not even ∞ and NaN', () => {
    const g = tensor(Float64Array.of(Infinity, NaN, -1));
    const zero = fromArray([0, 0, 0], 'float64');
    expect(cube.backward(g, zero, zero).data).toEqual(Float64Array.of(0, 0, 0));
  });
});
