import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { checkDataset } from '../check-dataset.ts';
import { thrown } from '../errors.testing.ts';
import { smallFiles } from '../idx.testing.ts';
import { loadIdxFolder } from './idx-folder.ts';
import { temporaryFolder } from './server.testing.ts';

async function folderOf(files: Readonly<Record<string, Uint8Array>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  return folder;
}

const { trainImages, trainLabels, testImages, testLabels } = smallFiles;
const usual = {
  'train-images-idx3-ubyte': trainImages,
  'train-labels-idx1-ubyte.gz': gzipSync(trainLabels),
  't10k-images-idx3-ubyte': gzipSync(testImages), // packed, whatever its name says
  't10k-labels-idx1-ubyte.gz': testLabels, // not packed, whatever its name says
};

describe('loadIdxFolder', () => {
  it("reads files with MNIST's names, packed or not", async () => {
    const folder = await folderOf({ ...usual, 'README.txt': new Uint8Array(3) });
    const data = checkDataset(await loadIdxFolder(folder));
    expect(data.name).toBe(basename(folder));
    expect([data.train.length, data.test.length]).toEqual([3, 2]);
    const named = await loadIdxFolder(folder, { name: 'small', flatten: false });
    expect([named.name, named.train.shape]).toEqual(['small', [1, 2, 3]]);
  });

  it('takes other common names, and FILE before FILE.gz', async () => {
    const folder = await folderOf({
      'train-images.idx3-ubyte': trainImages,
      'train-images.idx3-ubyte.gz': new Uint8Array(1),
      train_labels: trainLabels,
      'test-images': testImages,
      'test-labels.gz': gzipSync(testLabels),
      'test-labels.gz.part': new Uint8Array(1),
    });
    expect((await loadIdxFolder(folder)).test.length).toBe(2);
  });

  it('says which file is missing, doubtful or bad', async () => {
    const folder = await folderOf({ ...usual, 'train-images-other': trainImages });
    expect(await thrown(loadIdxFolder(folder))).toContain(
      'FILE_AMBIGUOUS: ' + `${folder}: train-images-idx3-ubyte, train-images-other could each be`,
    );
    const lacking = await folderOf({ 'train-images-idx3-ubyte': trainImages });
    expect(await thrown(loadIdxFolder(lacking))).toContain(
      `FILE_NOT_FOUND: ${lacking}: there is no train-labels-idx1`,
    );
    const bad = await folderOf({ ...usual, 't10k-images-idx3-ubyte': testImages.subarray(0, 20) });
    expect(await thrown(loadIdxFolder(bad))).toContain(
      `IDX_TRUNCATED: ${join(bad, 't10k-images-idx3-ubyte')}: `,
    );
    const nowhere = join(lacking, 'nowhere');
    expect(await thrown(loadIdxFolder(nowhere))).toBe(
      `FILE_NOT_FOUND: ${nowhere}: there is no such file or folder`,
    );
  });
});
