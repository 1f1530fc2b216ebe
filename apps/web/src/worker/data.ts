import type * as everything from '@bilayer/datasets';
import type { Dataset, IdxFiles, NamedBytes } from '@bilayer/datasets';
import type { DataNotes } from '@bilayer/models';
import { BilayerError, randomState } from '@bilayer/tensor';
import type { DataName } from '../state/choices.ts';
import type { DataView, NamedBlob } from './protocol.ts';

type Datasets = typeof everything;

/** The data sets of the package, in a file of their own: with the digits it is as large as all the rest. */
const datasets = (): Promise<Datasets> => import('@bilayer/datasets');

/** The data set called `name`, the same as the command line's. Throws `NO_MNIST` where MNIST was not handed over. */
export async function loadData(name: DataName, seed: number, mnist: Dataset | undefined): Promise<Dataset> {
  const all = await datasets();
  if (name === 'digits') return all.digits();
  if (name === 'iris') return all.iris();
  if (name === 'mnist') {
    if (mnist !== undefined) return mnist;
    throw new BilayerError('NO_MNIST', 'MNIST is not here yet: drop its four files, or load it');
  }
  return all[name]({ random: randomState(seed) });
}

/** MNIST's files by what is in their usual names, and the SHA-256 of their unpacked contents. */
const mnistFiles: Readonly<Record<keyof IdxFiles, readonly [RegExp, string]>> = {
  trainImages: [/train.*images/i, 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db'],
  trainLabels: [/train.*labels/i, '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5'],
  testImages: [/(t10k|test).*images/i, '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7'],
  testLabels: [/(t10k|test).*labels/i, 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2'],
};

/**
 * MNIST out of its four files, packed with gzip or not. Throws `FILES_MISSING` where one of them is not there, `NOT_MNIST`
 * for other contents, and a DatasetError for damaged files.
 */
export async function readMnist(files: readonly NamedBlob[]): Promise<Dataset> {
  const { gunzipIfNeeded, idxDataset } = await datasets();
  const pick = async (role: keyof IdxFiles): Promise<NamedBytes> => {
    const [pattern, sha256] = mnistFiles[role];
    const file = files.find(({ name }) => pattern.test(name));
    if (file === undefined) {
      throw new BilayerError(
        'FILES_MISSING',
        'MNIST is four files: train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and ' +
          `t10k-labels-idx1-ubyte, with or without .gz; got ${files.map(({ name }) => name).join(', ')}`,
      );
    }
    const { name } = file;
    const bytes = await gunzipIfNeeded(new Uint8Array(await file.blob.arrayBuffer()), { name });
    const found = await sha256Of(bytes);
    if (found !== undefined && found !== sha256) {
      throw new BilayerError(
        'NOT_MNIST',
        `${name}: the SHA-256 of its contents is ${found}, and MNIST's is ${sha256}; is it another data set, or cut?`,
      );
    }
    return { name, bytes };
  };
  const four = {
    trainImages: await pick('trainImages'),
    trainLabels: await pick('trainLabels'),
    testImages: await pick('testImages'),
    testLabels: await pick('testLabels'),
  };
  const classes = Array.from({ length: 10 }, (_, digit) => String(digit));
  return idxDataset(four, { name: 'mnist', classes, flatten: false });
}

/** In hexadecimal; undefined where the browser computes none (a page that came by plain http). */
async function sha256Of(bytes: Uint8Array): Promise<string | undefined> {
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto };
  if (subtle === undefined) return undefined;
  const hash = new Uint8Array(await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The shape of one example without a channel: [28, 28] for [1, 28, 28]. */
function shapeOf({ train: { shape } }: Dataset): readonly number[] {
  return shape.length === 3 && shape[0] === 1 ? shape.slice(1) : shape;
}

/** What a model file keeps of the data: the same as the command line writes. */
export function notesOf(data: Dataset): DataNotes {
  return { name: data.name, shape: shapeOf(data), divisor: data.train.divisor, classes: data.classes };
}

/** What the page is told of the data. */
export function viewOf(data: Dataset): DataView {
  const { train, test } = data;
  const shape = shapeOf(data);
  const isPlane = shape.length === 1 && shape[0] === 2;
  const xy = isPlane ? Float32Array.from([...train.features, ...test.features]) : undefined;
  return {
    name: data.name,
    classes: data.classes,
    shape,
    trainRows: train.length,
    testRows: test.length,
    ...(data.attribution !== undefined && { attribution: data.attribution }),
    ...(xy && {
      points: {
        extent: extentOf(xy),
        xy,
        labels: Uint8Array.from([...train.labels, ...test.labels]),
        trainRows: train.length,
      },
    }),
  };
}

/** Half the side of the square around the origin that has all the points and a margin. */
export function extentOf(xy: Iterable<number>): number {
  let largest = 0;
  for (const value of xy) largest = Math.max(largest, Math.abs(value));
  return 1.1 * largest;
}
