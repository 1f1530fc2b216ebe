import { fromArray, ones, tensor, zeros } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { targetValues } from './target.ts';

const y = zeros([2, 3]);

describe('targetValues', () => {
  it('makes one-hot rows of labels, in the dtype of y', () => {
    const labels = tensor(new Int32Array([2, 0]));
    expect(targetValues('loss', y, labels)).toEqual(
      fromArray([
        [0, 0, 1],
        [1, 0, 0],
      ]),
    );
    expect(targetValues('loss', zeros([2, 3], 'float32'), labels).dtype).toBe('float32');
    expect(targetValues('loss', y, tensor(new Uint8Array([2, 0])))).toEqual(targetValues('loss', y, labels));
  });

  it('takes values of the shape of y, in the dtype of y', () => {
    const t = ones([2, 3]);
    expect(targetValues('loss', y, t)).toBe(t);
    expect(targetValues('loss', zeros([2, 3], 'float32'), t)).toMatchObject({
      shape: [2, 3],
      dtype: 'float32',
    });
  });

  it('refuses labels that name no output', () => {
    expect(() => targetValues('loss', y, tensor(new Int32Array([0, 3])))).toThrow(
      expect.objectContaining({
        code: 'BAD_ARGUMENT',
        message: 'loss: label 3 is outside 0 … 2, the 3 outputs of y',
      }),
    );
    expect(() => targetValues('loss', y, tensor(new Int32Array([-1, 0])))).toThrow(/label -1/);
    expect(() => targetValues('loss', zeros([1, 1]), tensor(new Int32Array([1])))).toThrow(
      /the 1 output of y/,
    );
  });

  it.each([
    ['floats where labels are meant', fromArray([0, 1]), "if these are labels, use astype(t, 'int32')"],
    ['whole numbers where rows are meant', zeros([2, 3], 'int32'), "use astype(t, 'float64')"],
    ['one row for all', zeros([3]), 'one-hot rows or values (float [2, 3])'],
    ['one column for all', zeros([2, 1]), 'expected labels (int32 [2])'],
    ['labels as a column', zeros([2, 1], 'int32'), 't is int32 [2, 1] and y is [2, 3]'],
    ['booleans', zeros([2], 'bool'), 't is bool [2]'],
    ['too few labels', zeros([1], 'int32'), 'expected labels (int32 [2])'],
  ])('refuses %s', (_, t, says) => {
    expect(() => targetValues('loss', y, t)).toThrow(
      expect.objectContaining({ code: 'SHAPE_MISMATCH', message: expect.stringContaining(says) as string }),
    );
  });

  it('suggests whole-number labels only where there is one number a row', () => {
    expect(() => targetValues('loss', y, zeros([4]))).not.toThrow(/if these are labels/);
  });

  it('refuses y that is not a matrix', () => {
    expect(() => targetValues('loss', zeros([3]), zeros([3]))).toThrow(
      expect.objectContaining({
        code: 'SHAPE_MISMATCH',
        message: expect.stringContaining('reshape(y, [1, -1])') as string,
      }),
    );
  });
});
