import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Split } from '../../packages/datasets/src/index.ts';
import { loadMnist } from '../../packages/datasets/src/node/index.ts';
import { randomState } from '../../packages/tensor/src/index.ts';
import { drawWeights, inkedShare } from '../inputs.ts';

export interface Inputs {
  readonly folder: string;
  /** The share of the training pixels that are not 0. */
  readonly inked: number;
  /** Deletes the folder. */
  remove(): void;
}

/** The rows of which the cold start takes its one step. */
const COLD_ROWS = 100;
/** Row numbers that are drawn for the batches. */
const DRAWN = 400_000;
const WIDTHS: readonly number[] = [50, 512];

/** Writes MNIST, batches and initial weights as plain arrays that every side can read at once. Throws where there is no MNIST. */
export async function writePeerInputs(): Promise<Inputs> {
  const { train, test } = await loadMnist({ download: false });
  const random = randomState(0);
  const folder = mkdtempSync(join(tmpdir(), 'bilayer-peers-'));
  const write = (name: string, contents: NodeJS.ArrayBufferView): void => {
    writeFileSync(join(folder, name), contents);
  };
  const writeSplit = (name: string, { features, labels, shape }: Split, rows: number): void => {
    const inputs = shape.reduce((product, length) => product * length, 1);
    write(`${name}.u8`, Uint8Array.from(features.subarray(0, rows * inputs)));
    write(`${name}-labels.u8`, Uint8Array.from(labels.subarray(0, rows)));
  };
  writeSplit('train', train, train.length);
  writeSplit('test', test, test.length);
  writeSplit('cold', train, COLD_ROWS);
  for (const hidden of WIDTHS) write(`weights-${hidden}.f64`, drawWeights([784, hidden, 10], random));
  write('batches.i32', random.choice(train.length, DRAWN).data);
  return {
    folder,
    inked: inkedShare(train.features),
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
