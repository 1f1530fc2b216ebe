import { stat } from 'node:fs/promises';
import {
  checkDataset,
  circles,
  digits,
  gaussians,
  iris,
  moons,
  spiral,
  xor,
  type Dataset,
  type Split,
} from '@bilayer/datasets';
import type * as readers from '@bilayer/datasets/node';
import type { DataNotes } from '@bilayer/models';
import { randomState } from '@bilayer/tensor';
import { choose } from './choose.ts';
import { Failure } from './failure.ts';
import type { Io } from './io.ts';
import { onlyPlugin } from './plugin/find.ts';
import { importPlugin } from './plugin/import.ts';
import { datasetKind } from './plugin/kinds.ts';
import { isModule, isPath, parseSpec } from './spec.ts';

/** What reads files, loaded where there are some. */
const files = (): Promise<typeof readers> => import('@bilayer/datasets/node');

export interface DataSource {
  /** One line for `bilayer datasets`. */
  readonly about: string;
  load(context: { readonly io: Io; readonly seed: number }): Promise<Dataset>;
}

function toy(
  about: string,
  make: (options: { random: ReturnType<typeof randomState> }) => Dataset,
): DataSource {
  // A generator of its own, so that the weights drawn after the points are the same whatever the data.
  return { about, load: ({ seed }) => Promise.resolve(make({ random: randomState(seed) })) };
}

/** The data sets that a command line can name. */
export const sources: Readonly<Record<string, DataSource>> = {
  digits: { about: '1,797 real handwritten digits, 8 × 8 (built in)', load: () => digits() },
  mnist: {
    about: "the book's 70,000 handwritten digits, 28 × 28 (downloaded once, 11 MB)",
    load: async ({ io }) => (await files()).loadMnist({ flatten: false, onProgress: downloadNotes(io) }),
  },
  iris: {
    about: '150 iris flowers, 4 measurements, 3 kinds (built in)',
    load: () => Promise.resolve(iris()),
  },
  xor: toy('2-D points, 2 classes in opposite quadrants', xor),
  circles: toy('2-D points, a circle within a circle', circles),
  moons: toy('2-D points, two crescents', moons),
  spiral: toy('2-D points, 3 spiral arms', spiral),
  gaussians: toy('2-D points, normal clouds', gaussians),
};

const WHAT = 'data set, file or folder';

/**
 * The data set called `name`, or in the CSV file or folder of IDX files at that path. `like` is the data that a model was
 * trained on: a CSV file then has those classes, and its numbers are divided as those were. Runs no code: `name` may be
 * out of a model file.
 */
export async function loadData(name: string, io: Io, seed: number, like?: DataNotes): Promise<Dataset> {
  return (await storedData(name, io, seed, like)) ?? choose(WHAT, sources, name).load({ io, seed });
}

/** The same, or a data set that a file or package exports: for what the user has named on the command line. */
export async function namedData(text: string, io: Io, seed: number, like?: DataNotes): Promise<Dataset> {
  const stored = await storedData(text, io, seed, like);
  if (stored !== undefined) return stored;
  const { name, exported, settings } = parseSpec(text);
  const isSet = Object.keys(settings).length > 0;
  if (Object.hasOwn(sources, name))
    throw new Failure('BAD_SETTING', `${name}: this data set has no settings`);
  const module = await importPlugin(name, { what: WHAT, names: Object.keys(sources) }, io);
  // All settings are one object, the function's only argument.
  const search = { kinds: [datasetKind], wanted: exported, settings: isSet ? settings : undefined };
  const { value, isMade } = await onlyPlugin(module, search);
  if (isSet && !isMade) {
    throw new Failure(
      'BAD_SETTING',
      `${text}: only a function that makes a data set has settings, and this is a data set`,
    );
  }
  return checkDataset(value);
}

/** Whether `text` can only be a plugin: neither built in nor the path of data. */
export async function isDataPlugin(text: string): Promise<boolean> {
  const { name } = parseSpec(text);
  if (Object.hasOwn(sources, name) || isCsv(text)) return false;
  if (isModule(name)) return true;
  return !isPath(name) && (await stat(text).catch(() => undefined)) === undefined;
}

function isCsv(name: string): boolean {
  return /\.csv(\.gz)?$/i.test(name);
}

/** The data set that is built in or in files; undefined for another name. */
async function storedData(
  name: string,
  io: Io,
  seed: number,
  like?: DataNotes,
): Promise<Dataset | undefined> {
  if (Object.hasOwn(sources, name)) return sources[name]?.load({ io, seed });
  if (isModule(name)) return undefined;
  const there = await stat(name).catch(() => undefined);
  if (there?.isDirectory() === true) return (await files()).loadIdxFolder(name, { name, flatten: false });
  return there?.isFile() === true || isCsv(name) ? loadCsv(name, like) : undefined;
}

async function loadCsv(name: string, like: DataNotes | undefined): Promise<Dataset> {
  const { loadCsvFile } = await files();
  const data = checkDataset(await loadCsvFile(name, { name, ...(like && { classes: like.classes }) }));
  const divisor = like?.divisor ?? data.train.divisor;
  return { ...data, train: { ...data.train, divisor }, test: { ...data.test, divisor } };
}

/** What a model file keeps of the data, so that pictures and rows can be made alike. */
export function notesOf({ name, classes, train }: Dataset): DataNotes {
  // [1, 28, 28] is one channel of 28 × 28.
  const shape = train.shape.length === 3 && train.shape[0] === 1 ? train.shape.slice(1) : train.shape;
  return { name, shape, divisor: train.divisor, classes };
}

/** Row `index` of a split as numbers from 0 to 1, as a batch has them. */
export function rowOf({ features, shape, divisor }: Split, index: number): Float64Array {
  const width = shape.reduce((n, length) => n * length, 1);
  return Float64Array.from(features.subarray(index * width, (index + 1) * width), (value) => value / divisor);
}

function downloadNotes(io: Io): (progress: readers.DownloadProgress) => void {
  let said = '';
  return ({ file, received, total }) => {
    const line =
      total === undefined
        ? `downloading ${file}`
        : `downloading ${file}: ${10 * Math.floor((10 * received) / total)} %`;
    if (line !== said) io.note(line);
    said = line;
  };
}
