/*
 * Our side of the comparison: answers requests on stdin, a JSON object a line, with a line each on stdout. It runs in a
 * process of its own for each dtype, like a program that trains one network. Its counterpart is numpy_step.py.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sigmoid, softmax } from '../packages/activations/src/index.ts';
import type { Dataset, Split } from '../packages/datasets/src/index.ts';
import { numericalGradient, numericalGradientSteps } from '../packages/gradient/src/index.ts';
import { crossEntropy } from '../packages/losses/src/index.ts';
import { TwoLayerNet } from '../packages/models/src/index.ts';
import { sgd } from '../packages/optimizers/src/index.ts';
import { astype, item, matmul, tensor, zeros, type Tensor } from '../packages/tensor/src/index.ts';
import {
  backprop,
  batchOf,
  eager,
  rowsOf,
  type Batch,
  type Engine,
  type Session,
} from '../packages/training/src/index.ts';
import { incrementalGradient, wasm } from '../packages/wasm/src/index.ts';
import type { Manifest } from './inputs.ts';
import {
  CLASSES,
  DIGITS_SIZES,
  ELEMENTS,
  SIZES,
  type DType,
  type Sizes,
  type Task,
  type Variant,
} from './tasks.ts';
import type { Request } from './worker.ts';

interface Job {
  /** Results to compare with the other side's, from fresh weights. */
  check(): Promise<ArrayLike<number>> | ArrayLike<number>;
  /** Does it that many times. */
  run(times: number): Promise<void> | void;
}

const CHECKED_STEPS = 20;
const LEARNING_RATE = 0.1;

const [folder = '', dtype = 'float64'] = process.argv.slice(2) as [string?, DType?];
const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;

function bytes(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(folder, name)));
}

function float64s(name: string): Float64Array {
  return new Float64Array(bytes(name).buffer);
}

function split(name: string, width: number, divisor: number, rows: number): Split {
  const [features, labels] = [bytes(`${name}.u8`), bytes(`${name}-labels.u8`)];
  return { length: rows, shape: [width], features, divisor, labels };
}

/** The test split is the rows that are evaluated: the first of the training split. */
const images: Dataset = {
  contract: 1,
  name: 'images',
  classes: Array.from({ length: CLASSES }, (_, digit) => String(digit)),
  train: split('images', SIZES[0], manifest.divisor, manifest.rows),
  test: split('images', SIZES[0], manifest.divisor, manifest.evaluated),
};

function network(sizes: Sizes, weights: Float64Array): TwoLayerNet {
  const [inputSize, hiddenSize, outputSize] = sizes;
  const inW1 = inputSize * hiddenSize;
  const params = {
    W1: astype(tensor(weights.slice(0, inW1), [inputSize, hiddenSize]), dtype),
    b1: zeros([hiddenSize], dtype),
    W2: astype(tensor(weights.slice(inW1), [hiddenSize, outputSize]), dtype),
    b2: zeros([outputSize], dtype),
  };
  const plugins = { hidden: sigmoid, output: softmax, loss: crossEntropy };
  return new TwoLayerNet({ inputSize, hiddenSize, outputSize, ...plugins, dtype, params });
}

const newNetwork = (): TwoLayerNet => network(SIZES, float64s('weights.f64'));
const batches = new Int32Array(bytes('batches.i32').buffer);

/** The rows of batch n. The batches are gone through again and again. */
function rowsOfBatch(n: number): Int32Array {
  const start = (n % manifest.batches) * manifest.batch;
  return batches.subarray(start, start + manifest.batch);
}

/** Batch, gradient by backprop, update: the calls that a training loop of one's own makes. */
function stepsOf(net: TwoLayerNet): (n: number) => Batch {
  const optimizer = sgd({ lr: LEARNING_RATE });
  let state = optimizer.init(net.params);
  return (n) => {
    const { x, t } = batchOf(images.train, rowsOfBatch(n), dtype, CLASSES);
    const updated = optimizer.update(net.params, net.gradient(x, t), state);
    net.params = updated.params;
    state = updated.state;
    return { x, t };
  };
}

function step(): Job {
  const next = stepsOf(newNetwork());
  let done = 0;
  return {
    check() {
      const net = newNetwork();
      const fresh = stepsOf(net);
      return Array.from({ length: CHECKED_STEPS }, (_, n) => {
        const { x, t } = fresh(n);
        return item(net.loss(x, t));
      });
    },
    run(times) {
      for (let i = 0; i < times; i++) next(done++);
    },
  };
}

function engineOf(variant: Variant | undefined): Engine {
  return variant === undefined ? eager() : wasm({ threads: variant === 'wasm-1' ? 1 : 2 });
}

/** An engine as `train` uses it. */
function newSession(variant?: Variant): Promise<Session> {
  return engineOf(variant).prepare({
    model: newNetwork(),
    data: images,
    optimizer: sgd({ lr: LEARNING_RATE }),
    gradient: backprop,
    pause: { due: () => false, wait: () => Promise.resolve() },
  });
}

async function stepWithLoss(variant?: Variant): Promise<Job> {
  const session = await newSession(variant);
  let done = 0;
  return {
    async check() {
      const fresh = await newSession(variant);
      const losses: number[] = [];
      for (let n = 0; n < CHECKED_STEPS; n++) losses.push(await fresh.step(rowsOfBatch(n)));
      fresh.close();
      return losses;
    },
    async run(times) {
      for (let i = 0; i < times; i++) await session.step(rowsOfBatch(done++));
    },
  };
}

function predict(): Job {
  const net = newNetwork();
  const { x } = rowsOf(images.test, dtype, CLASSES);
  return {
    check: () => net.predict(x).data,
    run(times) {
      for (let i = 0; i < times; i++) net.predict(x);
    },
  };
}

async function evaluate(): Promise<Job> {
  const session = await newSession();
  return {
    check: async () => [(await session.evaluate(images.test)).accuracy],
    async run(times) {
      for (let i = 0; i < times; i++) await session.evaluate(images.test);
    },
  };
}

function someLosses(): Job {
  const net = newNetwork();
  const { params } = net;
  const { x, t } = batchOf(images.train, rowsOfBatch(0), dtype, CLASSES);
  return {
    check: () => [
      ...numericalGradient((b1) => net.loss(x, t, { ...params, b1 }), params.b1).data,
      ...numericalGradient((b2) => net.loss(x, t, { ...params, b2 }), params.b2).data,
    ],
    run(times) {
      for (let losses = 0; losses < times; losses += 2 * ELEMENTS) {
        const steps = numericalGradientSteps((W1) => net.loss(x, t, { ...params, W1 }), params.W1);
        for (let element = 0; element < ELEMENTS; element++) steps.next();
      }
    },
  };
}

function wholeGradient(variant?: Variant): Job {
  const net = newNetwork();
  const { x, t } = batchOf(images.train, rowsOfBatch(0), dtype, CLASSES);
  const gradient = () =>
    variant === undefined ? net.numericalGradient(x, t) : incrementalGradient(net, x, t);
  return {
    check: async () => Object.values(await gradient()).flatMap(({ data }) => [...data]),
    async run(times) {
      for (let i = 0; i < times; i++) await gradient();
    },
  };
}

function digits(): Job {
  const net = network(DIGITS_SIZES, float64s('digits-weights.f64'));
  const all = split('digits', DIGITS_SIZES[0], 16, manifest.batch);
  const { x, t } = rowsOf(all, dtype, CLASSES);
  const size = Object.values(net.params).reduce((total, { data }) => total + data.length, 0);
  return {
    check: () => Object.values(net.numericalGradient(x, t)).flatMap(({ data }) => [...data]),
    run(times) {
      for (let losses = 0; losses < times; losses += 2 * size) net.numericalGradient(x, t);
    },
  };
}

function product(a: Tensor): Job {
  const { W1 } = newNetwork().params;
  return {
    check: () => matmul(a, W1).data,
    run(times) {
      for (let i = 0; i < times; i++) matmul(a, W1);
    },
  };
}

const jobs: Readonly<Record<Task['id'], (variant?: Variant) => Job | Promise<Job>>> = {
  step,
  'step-loss': stepWithLoss,
  predict,
  evaluate,
  losses: someLosses,
  gradient: wholeGradient,
  digits,
  'matmul-images': () => product(batchOf(images.train, rowsOfBatch(0), dtype, CLASSES).x),
  'matmul-dense': () => product(astype(tensor(float64s('dense.f64'), [manifest.batch, SIZES[0]]), dtype)),
};

const prepared = new Map<string, Job>();
console.log(JSON.stringify({ info: { node: process.version, v8: process.versions.v8 } }));
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line) as Request;
  const { task, variant } = request;
  const key = `${task} ${variant ?? ''}`;
  const job = prepared.get(key) ?? (await jobs[task](variant));
  prepared.set(key, job);
  if (request.times === undefined) {
    console.log(JSON.stringify({ values: Array.from(await job.check()) }));
  } else {
    const start = performance.now();
    await job.run(request.times);
    console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000 }));
  }
}
process.exit(0); // the second threads of open sessions would wait on
