import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { checkDataset } from '../check-dataset.ts';
import { thrown } from '../errors.testing.ts';
import { smallFiles } from '../idx.testing.ts';
import type { KnownFiles } from './known-files.ts';
import { loadMnist, loadMnistFiles } from './mnist.ts';
import { sendFile, sendStatus, serve, temporaryFolder, type TestServer } from './server.testing.ts';
import { sha256Of } from './verify.ts';

const dataDir = process.env['BILAYER_DATA_DIR'] ?? '';
const known: KnownFiles = {
  trainImages: { file: 'train-images-idx3-ubyte', sha256: sha256Of(smallFiles.trainImages) },
  trainLabels: { file: 'train-labels-idx1-ubyte', sha256: sha256Of(smallFiles.trainLabels) },
  testImages: { file: 't10k-images-idx3-ubyte', sha256: sha256Of(smallFiles.testImages) },
  testLabels: { file: 't10k-labels-idx1-ubyte', sha256: sha256Of(smallFiles.testLabels) },
};
const roles = ['trainImages', 'trainLabels', 'testImages', 'testLabels'] as const;
const packedNames = roles.map((role) => `${known[role].file}.gz`);

/** Writes the small files, packed where `gz` says so. */
async function put(folder: string, gz: (role: string) => boolean = () => true): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const role of roles) {
    const { file } = known[role];
    const path = join(folder, gz(role) ? `${file}.gz` : file);
    await writeFile(path, gz(role) ? gzipSync(smallFiles[role]) : smallFiles[role]);
  }
}

function mirror(): Promise<TestServer> {
  return serve((response, request, number) => {
    const role = roles.find((name) => request.url === `/mnist/${known[name].file}.gz`);
    const answer = role === undefined ? sendStatus(404) : sendFile(gzipSync(smallFiles[role]));
    answer(response, request, number);
  });
}

beforeEach(() => {
  vi.stubEnv('BILAYER_DATA_DIR', '');
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
});

describe('loadMnist', () => {
  it('takes the files from dir, packed or not, with the options of load_mnist', async () => {
    const dir = await temporaryFolder();
    await put(dir, (role) => role.endsWith('Images'));
    const cacheDir = join(dir, 'cache');
    const data = checkDataset(await loadMnistFiles(known, { dir, cacheDir, download: false }));
    expect(data).toMatchObject({
      name: 'mnist',
      classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    });
    expect(data.train).toMatchObject({ length: 3, shape: [6], divisor: 255 });
    expect(data.train.features).toEqual(smallFiles.trainImages.subarray(16));
    const options = { dir, cacheDir, normalize: false, flatten: false, oneHotLabel: true };
    const raw = await loadMnistFiles(known, options);
    expect(raw.test).toMatchObject({ shape: [1, 2, 3], divisor: 1, oneHot: true });
  });

  it('looks into dir, then $BILAYER_DATA_DIR/mnist, then the cache', async () => {
    const folder = await temporaryFolder();
    vi.stubEnv('BILAYER_DATA_DIR', join(folder, 'shared'));
    vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
    const dir = join(folder, 'own');
    const load = (): Promise<string> => thrown(loadMnistFiles(known, { dir, download: false }));
    const places = [dir, join(folder, 'shared', 'mnist'), join(folder, 'cache', 'bilayer', 'mnist')];
    expect(await load()).toBe(
      `FILE_NOT_FOUND: train-images-idx3-ubyte: is not in ${places.join(' or ')}, with or without .gz; put it there, ` +
        'name its folder in dir, or allow the download',
    );
    for (const place of places.toReversed()) {
      // The first place that has a file decides, and a wrong one shows which place that was.
      await mkdir(place, { recursive: true });
      await writeFile(join(place, 'train-images-idx3-ubyte'), 'wrong');
      expect(await load()).toContain(
        `CHECKSUM_MISMATCH: ${join(place, 'train-images-idx3-ubyte')}: is not the file`,
      );
    }
  });

  it('refuses a damaged file in dir, though it could be downloaded', async () => {
    const dir = await temporaryFolder();
    const { url, asked } = await mirror();
    await put(dir);
    await writeFile(join(dir, 't10k-labels-idx1-ubyte.gz'), gzipSync(smallFiles.testLabels).subarray(0, 12));
    const options = { dir, cacheDir: join(dir, 'cache'), mirrors: [`${url}mnist/`] };
    expect(await thrown(loadMnistFiles(known, options))).toContain(
      `GZIP_CORRUPT: ${join(dir, 't10k-labels-idx1-ubyte.gz')}: `,
    );
    expect(asked).toEqual([]);
  });

  it('downloads into the cache once', async () => {
    const cacheDir = join(await temporaryFolder(), 'new', 'mnist');
    const { url, asked } = await mirror();
    const seen: string[] = [];
    const options = {
      cacheDir,
      mirrors: [`${url}mnist`],
      onProgress: ({ file }: { file: string }) => seen.push(file),
    };
    const data = await loadMnistFiles(known, options);
    expect(asked.map(({ path }) => path)).toEqual(packedNames.map((name) => `/mnist/${name}`));
    expect([...new Set(seen)]).toEqual(packedNames);
    expect((await readdir(cacheDir)).sort()).toEqual([...packedNames].sort());
    expect(await loadMnistFiles(known, { cacheDir, mirrors: [] })).toEqual(data);
    expect(asked).toHaveLength(4);
  });

  it('downloads again what is wrong in the cache', async () => {
    const cacheDir = await temporaryFolder();
    await put(cacheDir);
    const labels = join(cacheDir, 'train-labels-idx1-ubyte.gz');
    await writeFile(labels, 'half a file');
    const { url, asked } = await mirror();
    await loadMnistFiles(known, { cacheDir, mirrors: [`${url}mnist/`] });
    expect(asked.map(({ path }) => path)).toEqual(['/mnist/train-labels-idx1-ubyte.gz']);
    expect(new Uint8Array(await readFile(labels))).toEqual(new Uint8Array(gzipSync(smallFiles.trainLabels)));
  });

  it('says what to do where no mirror has the files', async () => {
    const cacheDir = await temporaryFolder();
    const one = await serve(sendStatus(403));
    const two = await serve(sendStatus(403));
    const text = await thrown(loadMnistFiles(known, { cacheDir, mirrors: [one.url, two.url] }));
    expect(text).toContain('DOWNLOAD_REFUSED: train-images-idx3-ubyte.gz: could not be downloaded: ');
    expect(text).toContain(`${one.url}train-images-idx3-ubyte.gz: 403 Forbidden; ${two.url}train-images`);
    expect(text).toContain(
      `It was not in ${cacheDir} either. You can put train-images-idx3-ubyte, train-labels-idx1-`,
    );
    expect(await readdir(cacheDir)).toEqual([]);
  });

  it('is aborted by its signal', async () => {
    const cacheDir = await temporaryFolder();
    const { url } = await mirror();
    const options = { cacheDir, mirrors: [url], signal: AbortSignal.abort() };
    expect(await thrown(loadMnistFiles(known, options))).toMatch(/^ABORTED: train-images-idx3-ubyte\.gz: /);
  });
});

const hasMnist = dataDir !== '' && existsSync(join(dataDir, 'mnist'));
const mustHaveMnist = process.env['BILAYER_REQUIRE_MNIST'] === '1';

it.skipIf(!hasMnist && !mustHaveMnist)('loads the real MNIST [needs $BILAYER_DATA_DIR/mnist]', async () => {
  vi.stubEnv('BILAYER_DATA_DIR', dataDir);
  const data = checkDataset(await loadMnist({ cacheDir: await temporaryFolder(), download: false }));
  expect([data.train.length, data.test.length]).toEqual([60_000, 10_000]);
  expect(data.train.shape).toEqual([784]);
  expect(data.train.divisor).toBe(255);
  expect([...data.train.labels.slice(0, 5)]).toEqual([5, 0, 4, 1, 9]); // as the book shows them
  expect(data.test.labels[0]).toBe(7);
});
