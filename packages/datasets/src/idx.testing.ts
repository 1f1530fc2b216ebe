import type { IdxFiles } from './idx-dataset.ts';

/** The bytes of an IDX file of unsigned bytes. */
export function idxBytes(shape: readonly number[], data: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * shape.length + data.length);
  bytes.set([0, 0, 8, shape.length]);
  const view = new DataView(bytes.buffer);
  shape.forEach((size, i) => {
    view.setUint32(4 + 4 * i, size);
  });
  bytes.set(data, 4 + 4 * shape.length);
  return bytes;
}

/** Four small files in MNIST's form: 3 training and 2 test images of 2 × 3 pixels. */
export const smallFiles: Readonly<Record<keyof IdxFiles, Uint8Array>> = {
  trainImages: idxBytes([3, 2, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 255]),
  trainLabels: idxBytes([3], [5, 0, 4]),
  testImages: idxBytes([2, 2, 3], [21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32]),
  testLabels: idxBytes([2], [7, 2]),
};
