import { gaussians, type Dataset, type Split } from '@bilayer/datasets';
import { randomState } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { expectFailure, failuresOf } from '../failures.testing.ts';
import { datasetCases, type DatasetKitOptions } from '../index.ts';

const make = (): Dataset => gaussians({ n: 60, random: randomState(1) });
const good = make();
const train = (change: Partial<Split>): Dataset => ({ ...good, train: { ...good.train, ...change } });
const test = (change: Partial<Split>): Dataset => ({ ...good, test: { ...good.test, ...change } });
const features = (change: (v: number, i: number) => number): Float64Array =>
  Float64Array.from(good.train.features, change);

interface Broken {
  readonly what: string;
  readonly data: Dataset;
  readonly law: string;
  readonly says: RegExp;
  readonly others?: readonly string[] | 'any';
  readonly options?: DatasetKitOptions;
}

const CONTRACT = 'fills the contract';
const BATCHES = 'gives batches of finite numbers';
const AGAIN = 'is the same when it is read again';

const broken: readonly Broken[] = [
  {
    what: 'a label out of range',
    data: train({ labels: Int32Array.from(good.train.labels, (label, i) => (i === 7 ? 3 : label)) }),
    law: CONTRACT,
    says: /gaussians breaks "fills the contract": checkDataset\(data\): .*label 3 of row 7 is outside 0 … 2/,
    others: 'any',
  },
  {
    what: 'a feature NaN',
    data: train({ features: features((v, i) => (i === 5 ? NaN : v)) }),
    law: CONTRACT,
    says: /feature 1 of row 2 is NaN/,
    others: 'any',
  },
  {
    what: 'labels too few',
    data: test({ labels: good.test.labels.slice(1) }),
    law: CONTRACT,
    says: /there must be 12 labels, one a row, but there are 11/,
    others: 'any',
  },
  {
    what: 'a promise of data',
    data: Promise.resolve(good) as unknown as Dataset,
    law: CONTRACT,
    says: /expected an object, got Promise; await what loads it/,
    others: 'any',
  },
  {
    what: 'a divisor that makes ∞',
    data: { ...train({ divisor: 1e-320 }), test: { ...good.test, divisor: 1e-320 } },
    law: BATCHES,
    says: /feature 0 of row 0 of train in a float64 batch: expected a finite number, got -?Infinity from .* \/ 1e-320/,
    others: ['can be trained on, and stays as it is'],
  },
  {
    what: 'features beyond float32',
    data: train({ features: features((v, i) => (i === 6 ? 1e300 : v)) }),
    law: BATCHES,
    says: /feature 0 of row 3 of train in a float32 batch: .*got Infinity from 1e\+300 \/ 1/,
    others: 'any',
  },
  {
    what: 'no test rows',
    data: test({ length: 0, features: new Float64Array(0), labels: new Int32Array(0) }),
    law: 'has rows to train on and rows to test on',
    says: /test\.length: expected at least one row, got 0/,
    others: 'any',
  },
  {
    what: 'one class to train on',
    data: train({ labels: new Int32Array(good.train.length).fill(2) }),
    law: 'has rows to train on and rows to test on',
    says: /train\.labels: expected rows of at least two classes, got class 2 only/,
  },
  {
    what: 'other features in test',
    data: test({ features: Float32Array.from(good.test.features) }),
    law: 'has the same kind of rows in both splits',
    says: /test\.features: expected that of train, Float64Array, got Float32Array/,
  },
  {
    what: 'one-hot in one split',
    data: test({ oneHot: true }),
    law: 'has the same kind of rows in both splits',
    says: /test\.oneHot: expected that of train, false, got true/,
  },
  {
    what: 'test rows that are training rows',
    data: { ...good, test: good.train },
    law: 'keeps train and test apart',
    says: /features of train and test: expected memory of their own/,
  },
  {
    what: 'overlapping views',
    data: { ...good, test: { ...good.test, features: good.train.features.subarray(4, 28) } },
    law: 'keeps train and test apart',
    says: /the same memory/,
  },
  {
    what: 'rows drawn anew at every reading',
    data: {
      ...good,
      train: {
        ...good.train,
        get features() {
          return features((v) => v + Math.random());
        },
      },
    },
    law: AGAIN,
    says: /train\.features\[0\], read again: expected .*, got .*never Math\.random/,
    others: 'any',
  },
  {
    what: 'another one each time it is made',
    data: good,
    options: { again: () => gaussians({ n: 60, random: randomState(2) }) },
    law: AGAIN,
    says: /made again/,
  },
];

describe('a broken data set breaks the law that says so', () => {
  it.each(broken)('$what', async ({ data, law, says, others, options }) => {
    await expectFailure(datasetCases(data, options), law, says, others);
  });
});

it('accepts data sets of bytes, of one-hot targets, and a part of one memory each', async () => {
  expect(await failuresOf(datasetCases(good, { again: make }))).toEqual({});
  const bytes = (split: Split): Split => ({
    ...split,
    shape: [2, 1],
    features: Uint8Array.from(split.features, (v) => 100 + 20 * v),
    divisor: 255,
    oneHot: true,
  });
  expect(
    await failuresOf(datasetCases({ ...good, train: bytes(good.train), test: bytes(good.test) })),
  ).toEqual({});
  const memory = new Float64Array(120);
  const within = (split: Split, from: number): Split => {
    const view = memory.subarray(from, from + split.features.length);
    view.set(split.features);
    return { ...split, features: view };
  };
  expect(
    await failuresOf(datasetCases({ ...good, train: within(good.train, 0), test: within(good.test, 96) })),
  ).toEqual({});
});
