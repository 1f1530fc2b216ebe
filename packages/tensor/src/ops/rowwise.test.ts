import { describe, expect, it } from 'vitest';
import { fromArray, toArray, zeros } from '../create.ts';
import { trace } from '../primitive.ts';
import { rowwise } from './rowwise.ts';

const mean = (x: Float64Array): number => x.reduce((sum, v) => sum + v, 0) / x.length;
const centre = rowwise<{ by: number }>({
  name: 'centre',
  value(x, y, { by }) {
    y.set(x.map((v) => by * (v - mean(x))));
  },
  backward(g, _x, _y, dx, { by }) {
    dx.set(g.map((v) => by * (v - mean(g))));
  },
});
const x = fromArray([
  [1, 2, 6],
  [0, 0, 3],
]);

describe('rowwise', () => {
  it('applies a function to each row of the last axis', () => {
    const rows = [
      [-2, -1, 3],
      [-1, -1, 2],
    ];
    expect(toArray(centre(x, { by: 1 }))).toEqual(rows);
    expect(toArray(centre({ ...x, shape: [2, 1, 3] }, { by: 1 }))).toEqual(rows.map((row) => [row]));
    expect(toArray(centre(fromArray([1, 2, 6]), { by: 2 }))).toEqual([-4, -2, 6]);
    expect(centre(zeros([0, 3]), { by: 1 })).toEqual(zeros([0, 3]));
  });

  it('rounds float32 once, and leaves its input as it is', () => {
    const single = fromArray([0.1, 0.2], 'float32');
    const double = fromArray([...single.data], 'float64');
    expect(centre(single, { by: 3 })).toEqual({
      shape: [2],
      dtype: 'float32',
      data: Float32Array.from(centre(double, { by: 3 }).data),
    });
    expect(single.data).toEqual(Float32Array.of(0.1, 0.2));
  });

  it('is recorded as a primitive with its gradient', () => {
    const { steps } = trace((v) => centre(v, { by: 2 }), x);
    const { primitive, options } = steps[0]!;
    expect(primitive).toMatchObject({ name: 'centre', elementwise: false });
    const g = fromArray([
      [3, 0, 0],
      [0, 0, 0],
    ]);
    const back = [
      [4, -2, -2],
      [0, 0, 0],
    ];
    expect(primitive.gradient?.(g, { inputs: [x], output: x, options }, 0)).toEqual(fromArray(back));
    expect(toArray(centre.backward(g, x, x, { by: 2 }))).toEqual(back);
  });
});
