import { expect, it } from 'vitest';
import { gradientLines, lastLines } from './excerpt.ts';

it('cuts lines out of gradient', () => {
  expect(gradientLines(['a2 = ', "grads['b2']"], ['const a2', 'b2: '])).toEqual({
    python: ['a2 = np.dot(z1, W2) + b2', "grads['b2'] = np.sum(da2, axis=0)"],
    typescript: ['const a2 = add(matmul(z1, W2), b2);', 'b2: sum(da2, { axis: 0 }),'],
  });
});

it('leaves out the division', () => {
  expect(lastLines(true).python).toEqual([
    'N = x.shape[0]',
    'y = softmax(a2)',
    'da2 = (y - np.eye(y.shape[1])[t]) / N',
  ]);
  expect(lastLines(false)).toEqual({
    python: ['y = softmax(a2)', 'da2 = y - np.eye(y.shape[1])[t]'],
    typescript: ['const y = softmax(a2);', 'const da2 = sub(y, oneHot(t, y.shape[1]!));'],
  });
});
