import { describe, expect, it } from 'vitest';
import { fromArray } from '../create.ts';
import { pow } from './pow.ts';

describe('pow', () => {
  it('is NumPy’s power at zeros, negative bases and roots', () => {
    // np.power of NumPy 2.4.6
    const y = pow(fromArray([0, 0, 0, -2, -2, 4]), fromArray([0, 2, -1, 3, 0.5, -0.5]));
    expect([...y.data]).toEqual([1, 0, Infinity, -8, NaN, 0.5]);
  });

  it('broadcasts, takes numbers on either side', () => {
    expect([...pow(2, fromArray([0, 1, 10])).data]).toEqual([1, 2, 1024]);
    expect([...pow(fromArray([[1], [3]]), fromArray([1, 2])).data]).toEqual([1, 1, 3, 9]);
  });

  it('is floating', () => {
    expect(pow(fromArray([3], 'int32'), 2)).toMatchObject({ dtype: 'float64' });
    expect(pow(fromArray([3], 'float32'), 0.5)).toMatchObject({ dtype: 'float32' });
  });
});
