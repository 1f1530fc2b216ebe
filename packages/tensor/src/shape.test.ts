import { describe, expect, it } from 'vitest';
import { failure } from './failure.testing.ts';
import {
  broadcastShapes,
  checkShape,
  normalizeAxis,
  sameShape,
  showShape,
  sizeOf,
  stridesOf,
} from './shape.ts';

describe('shapes', () => {
  it('are shown, counted and compared', () => {
    expect(showShape([2, 3])).toBe('[2, 3]');
    expect(showShape([])).toBe('[]');
    expect([sizeOf([]), sizeOf([2, 3]), sizeOf([2, 0])]).toEqual([1, 6, 0]);
    expect(sameShape([2, 3], [2, 3])).toBe(true);
    expect(sameShape([2, 3], [3, 2])).toBe(false);
    expect(sameShape([2], [2, 1])).toBe(false);
    expect(sameShape([], [])).toBe(true);
  });

  it('have row-major strides', () => {
    expect(stridesOf([2, 3, 4])).toEqual([12, 4, 1]);
    expect(stridesOf([])).toEqual([]);
  });

  it.each([[[-1]], [[1.5]], [[Number.NaN]], [[2, Number.POSITIVE_INFINITY]]])('refuses %o', (shape) => {
    expect(
      failure(() => {
        checkShape('zeros', shape);
      }),
    ).toBe(`BAD_SHAPE: zeros: a shape is a list of whole numbers ≥ 0; got ${showShape(shape)}`);
  });
});

describe('broadcastShapes', () => {
  // np.broadcast_shapes of NumPy 2.4.6
  it.each([
    [
      [2, 3],
      [2, 3],
      [2, 3],
    ],
    [[2, 3], [3], [2, 3]],
    [[2, 1], [3], [2, 3]],
    [
      [5, 1, 4],
      [1, 3, 1],
      [5, 3, 4],
    ],
    [[], [2], [2]],
    [[], [], []],
    [[1], [0], [0]],
    [
      [0, 3],
      [1, 3],
      [0, 3],
    ],
    [[0], [], [0]],
    [[1, 1], [1], [1, 1]],
  ])('%o and %o give %o', (a, b, shape) => {
    expect(broadcastShapes('add', a, b)).toEqual(shape);
    expect(broadcastShapes('add', b, a)).toEqual(shape);
  });

  it('says which axis does not fit', () => {
    expect(failure(() => broadcastShapes('add', [2, 3], [2]))).toBe(
      'SHAPE_MISMATCH: add: shapes [2, 3] and [2] do not broadcast: axis 1 is 3 on one side and 2 on the other ' +
        '(lengths must be equal, or one of them 1)',
    );
    expect(failure(() => broadcastShapes('add', [0], [2]))).toContain('axis 0 is 0 on one side and 2');
  });
});

describe('normalizeAxis', () => {
  it('counts negative axes from the back', () => {
    expect([0, 1, -1, -2].map((axis) => normalizeAxis('sum', axis, 2))).toEqual([0, 1, 1, 0]);
  });

  it('refuses what does not exist', () => {
    expect(failure(() => normalizeAxis('sum', 2, 2))).toBe(
      'BAD_AXIS: sum: axis 2 does not exist in 2 dimensions; use -2 to 1',
    );
    expect(failure(() => normalizeAxis('sum', -2, 1))).toBe(
      'BAD_AXIS: sum: axis -2 does not exist in 1 dimension; use -1 to 0',
    );
    expect(failure(() => normalizeAxis('sum', 0, 0))).toContain('a 0-d tensor has no axes');
    expect(failure(() => normalizeAxis('sum', 0.5, 2))).toMatch(/^BAD_AXIS/);
    expect(failure(() => normalizeAxis('sum', Number.NaN, 2))).toMatch(/^BAD_AXIS/);
  });
});
