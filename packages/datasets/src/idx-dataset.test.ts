import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { checkDataset } from './check-dataset.ts';
import { thrown } from './errors.testing.ts';
import { idxDataset, type IdxFiles } from './idx-dataset.ts';
import { idxBytes, smallFiles } from './idx.testing.ts';

function files(change: Partial<Record<keyof IdxFiles, Uint8Array>> = {}): IdxFiles {
  const { trainImages, trainLabels, testImages, testLabels } = { ...smallFiles, ...change };
  return {
    trainImages: { name: 'train-images', bytes: trainImages },
    trainLabels: { name: 'train-labels', bytes: trainLabels },
    testImages: { name: 'test-images', bytes: testImages },
    testLabels: { name: 'test-labels', bytes: testLabels },
  };
}

describe('idxDataset', () => {
  it("has the defaults of the book's load_mnist: normalized, flat, labels", async () => {
    const data = checkDataset(await idxDataset(files(), { name: 'small' }));
    expect(data.name).toBe('small');
    expect(data.classes).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
    expect(data.train).toEqual({
      length: 3,
      shape: [6],
      features: smallFiles.trainImages.subarray(16),
      divisor: 255,
      labels: Uint8Array.of(5, 0, 4),
    });
    expect([data.test.length, [...data.test.labels]]).toEqual([2, [7, 2]]);
  });

  it('takes normalize, flatten, oneHotLabel and classes', async () => {
    const classes = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const data = await idxDataset(files(), { normalize: false, flatten: false, oneHotLabel: true, classes });
    expect(checkDataset(data).classes).toEqual(classes);
    expect(data.train).toMatchObject({ shape: [1, 2, 3], divisor: 1, oneHot: true });
    expect(data.test).toMatchObject({ shape: [1, 2, 3], divisor: 1, oneHot: true });
  });

  it('unpacks gzip', async () => {
    const packed = files({
      trainImages: gzipSync(smallFiles.trainImages),
      testLabels: gzipSync(smallFiles.testLabels),
    });
    expect(await idxDataset(packed)).toEqual(await idxDataset(files()));
  });

  it('refuses files that do not belong together', async () => {
    expect(await thrown(idxDataset(files({ trainLabels: idxBytes([2], [1, 2]) })))).toContain(
      'IDX_MISMATCH: train-images holds 3 images, but train-labels holds 2 labels',
    );
    expect(
      await thrown(idxDataset(files({ testImages: idxBytes([2, 3, 2], Array<number>(12).fill(0)) }))),
    ).toContain('IDX_MISMATCH: train-images holds images of 2 × 3, but test-images of 3 × 2');
    expect(await thrown(idxDataset(files({ testImages: smallFiles.testLabels })))).toContain(
      'IDX_MISMATCH: test-images: images must be uint8 with 3 dimensions, but the file holds uint8 [2]',
    );
    expect(await thrown(idxDataset(files({ trainLabels: smallFiles.trainImages })))).toContain(
      'IDX_MISMATCH: train-labels: labels must be uint8 with 1 dimension, but the file holds uint8 [3, 2, 3]',
    );
    const signed = idxBytes([3], [5, 0, 4]);
    signed[2] = 9;
    expect(await thrown(idxDataset(files({ trainLabels: signed })))).toContain('the file holds int8 [3]');
  });

  it('refuses a label without a class, and names the file', async () => {
    expect(await thrown(idxDataset(files(), { classes: ['0', '1', '2', '3', '4', '5'] }))).toBe(
      'LABEL_OUT_OF_RANGE: test-labels: label 7 (number 0) is outside 0 … 5, the indices of the 6 classes given',
    );
  });

  it('names the file that is cut short', async () => {
    expect(await thrown(idxDataset(files({ testImages: smallFiles.testImages.subarray(0, 20) })))).toContain(
      'IDX_TRUNCATED: test-images: ',
    );
  });
});
