/**
 * Trains the book's TwoLayerNet on MNIST as the book's train_neuralnet.py does (seed 0, 10,000 updates) and prints the
 * book's figures and ours side by side. `--check` only compares. Exits with 1 when a figure differs.
 *
 *     node scripts/book-table.ts [--check]
 */
import { readFileSync } from 'node:fs';
import { loadMnist } from '@bilayer/datasets/node';
import { twoLayerNet } from '@bilayer/models/book';
import { sgd } from '@bilayer/optimizers';
import { randomState } from '@bilayer/tensor';
import { train } from '@bilayer/training';

interface Golden {
  readonly losses_first_300: number[];
  readonly losses_every_100: number[];
  readonly accuracy_step_train_test: [step: number, train: number, test: number][];
  readonly final_test_accuracy: number;
}

const golden = JSON.parse(
  readFileSync(new URL('../test/golden/train-mnist.json', import.meta.url), 'utf8'),
) as Golden;
const quiet = process.argv.includes('--check');
// What rounding in another order can add up to over 10,000 updates.
const TOLERANCE = 1e-12;

const random = randomState(0);
const model = twoLayerNet({ inputSize: 784, hiddenSize: 50, outputSize: 10, random });
const data = await loadMnist();
const losses: number[] = [];
const accuracies = new Map<number, readonly [train: number, test: number]>();
const started = performance.now();
for await (const event of train({
  model,
  data,
  random,
  optimizer: sgd({ lr: 0.1 }),
  iterations: 10_000,
  evaluate: 'epoch-start',
})) {
  if (event.type === 'report') losses.push(...event.losses);
  // The book counts from 0 and evaluates after the update.
  if (event.type === 'evaluation') {
    accuracies.set(event.iteration - 1, [event.trainAccuracy, event.testAccuracy]);
    if (!quiet) process.stderr.write(`\r${event.iteration} of 10000 updates`);
  }
}
const seconds = (performance.now() - started) / 1000;
if (!quiet) process.stderr.write('\r\x1b[K');

const off = (ours: number, book: number): number => Math.abs(ours - book) / Math.abs(book);
const worst = (pairs: readonly (readonly [ours: number | undefined, book: number])[]): number =>
  Math.max(...pairs.map(([ours, book]) => off(ours ?? Number.NaN, book)));

let same = true;
const show = (share: number): string => (100 * share).toFixed(4).padStart(8);
if (!quiet) {
  console.log('            train accuracy %      test accuracy %       loss');
  console.log('   step      book      ours       book      ours        book               ours');
}
for (const [step, trainAccuracy, testAccuracy] of golden.accuracy_step_train_test) {
  const [ourTrain, ourTest] = accuracies.get(step) ?? [Number.NaN, Number.NaN];
  const [bookLoss, ourLoss] = [golden.losses_every_100[step / 100]!, losses[step]!];
  const equal = ourTrain === trainAccuracy && ourTest === testAccuracy && off(ourLoss, bookLoss) <= TOLERANCE;
  same &&= equal;
  if (!quiet) {
    console.log(
      `${String(step).padStart(7)}  ${show(trainAccuracy)}  ${show(ourTrain)}   ${show(testAccuracy)}  ${show(ourTest)}  ` +
        `${bookLoss.toFixed(14)}  ${ourLoss.toFixed(14)}${equal ? '' : '  differs'}`,
    );
  }
}

const first = worst(golden.losses_first_300.map((book, i) => [losses[i], book] as const));
const all = worst(golden.losses_every_100.map((book, i) => [losses[100 * i], book] as const));
const final = accuracies.get(9_999)?.[1];
same &&= first <= 1e-12 && all <= TOLERANCE && final === golden.final_test_accuracy;
console.log(
  `first 300 losses: within ${first.toExponential(1)} of the book's; every 100th of 10,000: within ${all.toExponential(1)}`,
);
console.log(
  `final test accuracy: book ${golden.final_test_accuracy}, ours ${final ?? 'missing'}; ${seconds.toFixed(0)} s`,
);
console.log(same ? 'The same as the book.' : 'NOT the same as the book.');
process.exitCode = same ? 0 : 1;
