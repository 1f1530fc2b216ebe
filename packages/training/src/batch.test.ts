import { digits, type Split } from '@bilayer/datasets';
import { describe, expect, it } from 'vitest';
import { batchOf, rowsOf } from './batch.ts';

const bytes: Split = {
  length: 3,
  shape: [1, 2, 2],
  features: Uint8Array.from([0, 255, 1, 2, 3, 4, 5, 6, 7, 8, 9, 254]),
  divisor: 255,
  labels: Uint8Array.from([2, 0, 1]),
};

describe('batchOf', () => {
  it('divides bytes in float32 and widens them, rows flat, in the order asked for', () => {
    const { x, t } = batchOf(bytes, [2, 0, 2], 'float64', 3);
    expect(x.shape).toEqual([3, 4]);
    const last = [7, 8, 9, 254].map((byte) => Math.fround(byte / 255));
    expect(Array.from(x.data)).toEqual([...last, 0, 1, Math.fround(1 / 255), Math.fround(2 / 255), ...last]);
    expect(t).toEqual({ shape: [3], dtype: 'int32', data: Int32Array.from([1, 2, 1]) });
  });

  it('makes float32 rows of a float32 network, and one-hot targets where the split says so', () => {
    const { x, t } = batchOf({ ...bytes, oneHot: true }, [1], 'float32', 3);
    expect(x.dtype).toBe('float32');
    expect(t).toEqual({ shape: [1, 3], dtype: 'float32', data: Float32Array.from([1, 0, 0]) });
  });

  it('keeps the precision of other features', () => {
    const split: Split = {
      ...bytes,
      features: Float64Array.from({ length: 12 }, (_, i) => i / 10),
      divisor: 1,
    };
    expect(Array.from(batchOf(split, [1], 'float64', 3).x.data)).toEqual([0.4, 0.5, 0.6, 0.7]);
  });

  it('takes all rows, or a range of them', async () => {
    const { train } = await digits();
    expect(rowsOf(train, 'float64', 10).x.shape).toEqual([1438, 64]);
    const { x, t } = rowsOf(train, 'float64', 10, 5, 8);
    expect(x.data).toEqual(batchOf(train, [5, 6, 7], 'float64', 10).x.data);
    expect(Array.from(t.data)).toEqual(Array.from(train.labels.subarray(5, 8)));
  });
});
