import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadMnist } from '@bilayer/datasets/node';
import { twoLayerNet } from '@bilayer/models/book';
import { sgd } from '@bilayer/optimizers';
import { randomState } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import type { EvaluationEvent, ReportEvent } from './events.ts';
import { collect } from './train.testing.ts';

interface TrainMnist {
  readonly first_batches: number[][];
  readonly losses_first_300: number[];
  readonly accuracy_step_train_test: [step: number, train: number, test: number][];
  readonly W1_first_row: number[];
  readonly W2_last_row: number[];
}

// Printed by the book's own Python under NumPy float64, seed 0.
const golden = JSON.parse(
  readFileSync(new URL('../../../test/golden/train-mnist.json', import.meta.url), 'utf8'),
) as TrainMnist;

const folder = join(process.env['BILAYER_DATA_DIR'] ?? '', 'mnist');
const here =
  existsSync(join(folder, 'train-images-idx3-ubyte.gz')) ||
  existsSync(join(folder, 'train-images-idx3-ubyte'));

describe("the book's training on MNIST", () => {
  it('draws the same weights and the same first batches', () => {
    const random = randomState(0);
    const { W1, W2 } = twoLayerNet({ inputSize: 784, hiddenSize: 50, outputSize: 10, random }).params;
    // 2 ulp is what randn is held to; multiplying by 0.01 adds half a one.
    expect(W1.data.slice(0, 50)).toBeAllClose(golden.W1_first_row, { rtol: 1e-15 });
    expect(W2.data.slice(-10)).toBeAllClose(golden.W2_last_row, { rtol: 1e-15 });
    for (const batch of golden.first_batches)
      expect(Array.from(random.choice(60_000, 100).data)).toEqual(batch);
  });

  const required = process.env['BILAYER_REQUIRE_MNIST'] === '1';
  it.skipIf(!here && !required)(
    'has the same first 300 losses and the same first accuracies (needs MNIST)',
    async () => {
      const random = randomState(0);
      const model = twoLayerNet({ inputSize: 784, hiddenSize: 50, outputSize: 10, random });
      const data = await loadMnist({ download: false });
      const options = { optimizer: sgd({ lr: 0.1 }), iterations: 300, evaluate: 'epoch-start' as const };
      const { events } = await collect({ model, data, random, ...options });
      const reports = events.filter((event): event is ReportEvent => event.type === 'report');
      expect(reports.flatMap(({ losses }) => losses)).toBeAllClose(golden.losses_first_300, { rtol: 1e-12 });
      const first = events.find((event): event is EvaluationEvent => event.type === 'evaluation');
      expect([0, first?.trainAccuracy, first?.testAccuracy]).toEqual(golden.accuracy_step_train_test[0]);
    },
  );
});
