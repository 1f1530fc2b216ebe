import { checkDataset, type Dataset, type Split } from '@bilayer/datasets';
import { twoLayerNet } from '@bilayer/models/book';
import { sgd } from '@bilayer/optimizers';
import { randomState, sizeOf } from '@bilayer/tensor';
import { batchOf, train } from '@bilayer/training';
import type { Law } from '../case.ts';
import { shown, thrownBy, type Check } from '../check.ts';
import { showNumber, showValue } from '../show.ts';

/** What the laws of data sets are checked on. */
export interface Subject {
  readonly data: Dataset;
  readonly again?: () => Dataset | Promise<Dataset>;
}

const parts = ['train', 'test'] as const;
type Numbers = Split['features'] | Split['labels'];

/** Whether two arrays use a common stretch of memory. */
function overlap(a: Numbers, b: Numbers): boolean {
  return (
    a.buffer === b.buffer &&
    a.byteLength > 0 &&
    b.byteLength > 0 &&
    a.byteOffset < b.byteOffset + b.byteLength &&
    b.byteOffset < a.byteOffset + a.byteLength
  );
}

/** The first index where two arrays differ, −1 for none; their length counts. */
function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) if (!Object.is(a[i], b[i])) return i;
  return -1;
}

function sameData(check: Check, now: Dataset, before: Dataset, at: string): void {
  for (const part of parts) {
    for (const array of ['features', 'labels'] as const) {
      const [a, b] = [now[part][array], before[part][array]];
      const i = difference(a, b);
      check.that(i === -1, () => ({
        at: `${part}.${array}[${i}], ${at}`,
        expected: showNumber(b[i]),
        got: showNumber(a[i]),
        advice: 'the same data set has the same numbers: draw with a seeded randomState, never Math.random',
      }));
    }
  }
}

function copyOf(data: Dataset): Dataset {
  const copy = (split: Split): Split => ({
    ...split,
    features: split.features.slice(),
    labels: split.labels.slice(),
  });
  return { ...data, train: copy(data.train), test: copy(data.test) };
}

export const datasetLaws: readonly Law<Subject>[] = [
  {
    name: 'fills the contract',
    first: true,
    run({ data }, check) {
      check.that(typeof data === 'object' && !(data instanceof Promise), () => ({
        at: 'the data set',
        expected: 'an object',
        got: showValue(data),
        advice: 'await what loads it, and call what makes it',
      }));
      // Lengths, types, finite features, labels in range, the same rows in both splits.
      const error = thrownBy(() => checkDataset(data));
      check.that(error === undefined, () => ({
        at: 'checkDataset(data)',
        expected: 'a data set that keeps the contract',
        got: shown(error),
        advice: 'mend the part that it names',
      }));
    },
  },
  {
    name: 'has rows to train on and rows to test on',
    run({ data }, check) {
      for (const part of parts) {
        check.that(data[part].length > 0, () => ({
          at: `${part}.length`,
          expected: 'at least one row',
          got: String(data[part].length),
          advice: 'a network is trained on train and judged on test',
        }));
      }
      const [first] = data.train.labels;
      check.that(
        data.train.labels.some((label: number) => label !== first),
        () => ({
          at: 'train.labels',
          expected: 'rows of at least two classes',
          got: `class ${first ?? ''} only`,
          advice: 'rows may be sorted by class: draw the split from every class',
        }),
      );
    },
  },
  {
    name: 'has the same kind of rows in both splits',
    run({ data: { train: a, test: b } }, check) {
      const kind = ({ features }: Split): string => Object.prototype.toString.call(features).slice(8, -1);
      const pairs: readonly (readonly [string, unknown, unknown])[] = [
        ['shape', a.shape.join(', '), b.shape.join(', ')],
        ['divisor', a.divisor, b.divisor],
        ['features', kind(a), kind(b)],
        ['oneHot', a.oneHot ?? false, b.oneHot ?? false],
      ];
      for (const [name, x, y] of pairs) {
        check.that(x === y, () => ({
          at: `test.${name}`,
          expected: `that of train, ${String(x)}`,
          got: String(y),
          advice: 'a network sees both through the same batches',
        }));
      }
    },
  },
  {
    name: 'keeps train and test apart',
    run({ data: { train: a, test: b } }, check) {
      for (const array of ['features', 'labels'] as const) {
        check.that(!overlap(a[array], b[array]), () => ({
          at: `${array} of train and test`,
          expected: 'memory of their own',
          got: 'the same memory',
          advice:
            'rows that a network was trained on say nothing about new ones; part the rows, and copy them (slice)',
        }));
      }
    },
  },
  {
    name: 'is the same when it is read again',
    async run({ data, again }, check) {
      const first = copyOf(data);
      sameData(check, data, first, 'read again');
      if (again === undefined) return;
      const [one, other] = [await again(), await again()];
      sameData(check, one, first, 'made again');
      sameData(check, other, one, 'made a third time');
    },
  },
  {
    name: 'gives batches of finite numbers',
    run({ data }, check) {
      for (const part of parts) {
        const split = data[part];
        const all = Array.from({ length: Math.min(split.length, 200) }, (_, i) => i);
        for (const dtype of ['float64', 'float32'] as const) {
          const { x, t } = check.call(`a batch of ${part}`, () =>
            batchOf(split, all, dtype, data.classes.length),
          );
          const bad = x.data.findIndex((v: number) => !Number.isFinite(v));
          const width = sizeOf(split.shape);
          check.that(bad === -1, () => ({
            at: `feature ${bad % width} of row ${Math.floor(bad / width)} of ${part} in a ${dtype} batch`,
            expected: 'a finite number',
            got: `${showNumber(x.data[bad])} from ${showNumber(split.features[bad])} / ${split.divisor}`,
            advice: 'choose the divisor so that features come out between −1 and 1, or 0 and 1',
          }));
          const wide = split.oneHot === true ? data.classes.length : 1;
          check.that(t.data.length === all.length * wide, () => ({
            at: `the targets of a batch of ${part}`,
            expected: `${all.length * wide} numbers`,
            got: String(t.data.length),
            advice: 'one label a row',
          }));
        }
      }
    },
  },
  {
    name: 'can be trained on, and stays as it is',
    async run({ data }, check) {
      const before = copyOf(data);
      const random = randomState(0);
      const sizes = { inputSize: sizeOf(data.train.shape), hiddenSize: 4, outputSize: data.classes.length };
      const model = twoLayerNet({ ...sizes, random });
      const small = { ...data, train: firstRows(data.train), test: firstRows(data.test) };
      let loss = NaN;
      const options = {
        model,
        data: small,
        optimizer: sgd({ lr: 0.01 }),
        random,
        iterations: 2,
        batchSize: 10,
      };
      for await (const event of train(options)) if (event.type === 'report') loss = event.loss;
      check.that(Number.isFinite(loss), () => ({
        at: 'the loss after two updates of a small network',
        expected: 'a finite number',
        got: String(loss),
        advice: 'scale the features: divide them by their largest value',
      }));
      sameData(check, data, before, 'after training');
    },
  },
];

/** The first 100 rows, which are enough to see that it works. */
function firstRows(split: Split): Split {
  const length = Math.min(split.length, 100);
  const width = sizeOf(split.shape);
  return {
    ...split,
    length,
    features: split.features.subarray(0, length * width),
    labels: split.labels.subarray(0, length),
  };
}
