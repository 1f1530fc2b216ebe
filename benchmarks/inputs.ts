import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatasetError, digits, type Split } from '../packages/datasets/src/index.ts';
import { loadMnist } from '../packages/datasets/src/node/index.ts';
import { gaussian } from '../packages/models/src/index.ts';
import { randomState, type RandomState } from '../packages/tensor/src/index.ts';
import { BATCH, DIGITS_SIZES, EVALUATED, SIZES, type Sizes } from './tasks.ts';

/** What the workers have to know of the inputs beside their contents. */
export interface Manifest {
  readonly source: string;
  readonly rows: number;
  readonly divisor: number;
  /** The share of the images' pixels that are not 0. */
  readonly inked: number;
  readonly batches: number;
  readonly batch: number;
  readonly evaluated: number;
}

export interface Inputs {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Deletes the folder. */
  remove(): void;
}

/** The share of MNIST's training pixels that are not 0. */
const MNIST_INKED = 0.191;
const BATCHES = 200;

async function findImages(): Promise<{ source: string; split: Split }> {
  try {
    const { train } = await loadMnist({ download: false });
    return { source: 'MNIST', split: train };
  } catch (error) {
    if (!(error instanceof DatasetError) || error.code !== 'FILE_NOT_FOUND') throw error;
    const { train } = await digits();
    return {
      source: 'digits tiled to 784 pixels, as many of them 0 as in MNIST (not found)',
      split: tile(train),
    };
  }
}

/** Repeats the pixels of each digit to 784 and sets those outside the middle to 0: images have empty borders. */
function tile({ length, features, labels, divisor }: Split): Split {
  const [own, width] = [DIGITS_SIZES[0], SIZES[0]];
  const kept = Math.round((width * MNIST_INKED) / inkedShare(features));
  const first = Math.floor((width - kept) / 2);
  const tiled = new Uint8Array(length * width);
  for (let row = 0; row < length; row++) {
    for (let i = first; i < first + kept; i++) tiled[row * width + i] = features[row * own + (i % own)]!;
  }
  return { length, shape: [width], features: tiled, labels, divisor };
}

export function inkedShare(features: Split['features']): number {
  let inked = 0;
  for (const value of features) if (value !== 0) inked++;
  return inked / features.length;
}

/** W1 and W2 of the book's network, one after the other. Its biases are 0. */
export function drawWeights([inputs, hidden, outputs]: Sizes, random: RandomState): Float64Array {
  const draw = gaussian();
  const [W1, W2] = [draw([inputs, hidden], random, 1), draw([hidden, outputs], random, 1)];
  const both = new Float64Array(W1.data.length + W2.data.length);
  both.set(W1.data);
  both.set(W2.data, W1.data.length);
  return both;
}

/** Writes what all workers compute on into a new folder, as plain arrays without headers. */
export async function writeInputs(): Promise<Inputs> {
  const { source, split } = await findImages();
  const small = (await digits()).train;
  const random = randomState(0);
  const manifest: Manifest = {
    source,
    rows: split.length,
    divisor: split.divisor,
    inked: inkedShare(split.features),
    batches: BATCHES,
    batch: BATCH,
    evaluated: EVALUATED,
  };
  const files = {
    'manifest.json': JSON.stringify(manifest),
    'images.u8': split.features,
    'images-labels.u8': Uint8Array.from(split.labels),
    'weights.f64': drawWeights(SIZES, random),
    'batches.i32': random.choice(split.length, BATCHES * BATCH).data,
    'dense.f64': random.rand(BATCH, SIZES[0]).data,
    'digits.u8': small.features.subarray(0, BATCH * DIGITS_SIZES[0]),
    'digits-labels.u8': Uint8Array.from(small.labels.subarray(0, BATCH)),
    'digits-weights.f64': drawWeights(DIGITS_SIZES, random),
  };
  const folder = mkdtempSync(join(tmpdir(), 'bilayer-bench-'));
  for (const [name, contents] of Object.entries(files)) writeFileSync(join(folder, name), contents);
  return {
    folder,
    manifest,
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
