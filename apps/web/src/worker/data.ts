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

/** MNIST's files by what is in their usual names. */
const roles: Readonly<Record<keyof IdxFiles, RegExp>> = {
  trainImages: /train.*images/i,
  trainLabels: /train.*labels/i,
  testImages: /(t10k|test).*images/i,
  testLabels: /(t10k|test).*labels/i,
};

/**
 * MNIST out of its four files, packed with gzip or not. Throws `FILES_MISSING` where one of them is not there, and a
 * DatasetError for files that are damaged or do not fit each other.
 */
export async function readMnist(files: readonly NamedBlob[]): Promise<Dataset> {
  const pick = async (role: keyof IdxFiles): Promise<NamedBytes> => {
    const file = files.find(({ name }) => roles[role].test(name));
    if (file === undefined) {
      const usual =
        'train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte';
      throw new BilayerError('FILES_MISSING', `MNIST is four files: ${usual} (with or without .gz)`);
    }
    return { name: file.name, bytes: new Uint8Array(await file.blob.arrayBuffer()) };
  };
  const four = {
    trainImages: await pick('trainImages'),
    trainLabels: await pick('trainLabels'),
    testImages: await pick('testImages'),
    testLabels: await pick('testLabels'),
  };
  const classes = Array.from({ length: 10 }, (_, digit) => String(digit));
  const { idxDataset } = await datasets();
  return idxDataset(four, { name: 'mnist', classes, flatten: false });
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
