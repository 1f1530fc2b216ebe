import { gzipSync } from 'node:zlib';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineActivation, sigmoid, softmax, type Activation } from '@bilayer/activations';
import { iris } from '@bilayer/datasets';
import { crossEntropy } from '@bilayer/losses';
import { saveModel, TwoLayerNet } from '@bilayer/models';
import { mul, randomState } from '@bilayer/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { bilayer, folderForAll, json } from '../cli.testing.ts';

const folder = folderForAll();
const path = (name: string): string => join(folder(), name);

beforeAll(async () => {
  await bilayer('train', '-d', 'iris', '-i', '150', '--out', path('iris.safetensors'));
}, 60_000);

/** The test rows of iris as CSV, with labels. */
function flowers(): string[] {
  const { test, classes } = iris();
  return Array.from({ length: test.length }, (_, row) => {
    const numbers = Array.from(test.features.subarray(row * 4, row * 4 + 4));
    return [...numbers, classes[test.labels[row]!]].join(',');
  });
}

/** An IDX file of bytes. */
function idx(shape: readonly number[], values: readonly number[]): Uint8Array {
  const head = shape.flatMap((length) => [0, 0, length >> 8, length & 255]);
  return Uint8Array.from([0, 0, 8, shape.length, ...head, ...values]);
}

/** What networks for iris are made of. */
const parts = { inputSize: 4, hiddenSize: 2, outputSize: 3, hidden: sigmoid, output: softmax };

describe('bilayer evaluate', () => {
  it('measures a model on the data it was trained on', async () => {
    const { code, out } = await bilayer('evaluate', path('iris.safetensors'));
    expect(code).toBe(0);
    expect(out).toMatch(
      /^iris, test split, 30 rows\naccuracy \d+\.\d\d %, loss \d\.\d{4}\n\nrows: true class/,
    );
    const test = await json('evaluate', path('iris.safetensors'));
    const { confusion } = test as { readonly confusion: readonly (readonly number[])[] };
    const right = confusion.reduce((sum, row, i) => sum + row[i]!, 0);
    expect(test).toMatchObject({ data: 'iris', split: 'test', rows: 30, accuracy: right / 30 });
    expect(await json('evaluate', path('iris.safetensors'), '--split', 'train')).toMatchObject({ rows: 120 });
  });

  it('agrees with what training said', async () => {
    const result = await json(
      'train',
      '-d',
      'moons',
      '-i',
      '50',
      '-s',
      '3',
      '--out',
      path('moons.safetensors'),
    );
    // The seed is in the file: the same points are made again.
    const { accuracy } = await json('evaluate', path('moons.safetensors'));
    expect(accuracy).toBe(result['testAccuracy']);
  });

  it('trains and measures on a CSV file, and says so when it is gone', async () => {
    const file = path('flowers.csv');
    await writeFile(file, `sepal,width,petal,width2,kind\n${flowers().join('\n')}\n`);
    const result = await json('train', '-d', file, '-i', '20', '--out', path('csv.safetensors'));
    expect(result['sizes']).toEqual([4, 50, 3]);
    expect((await bilayer('datasets', file)).out).toContain('24 rows to train on, 6 to test on');
    expect(await json('evaluate', path('csv.safetensors'))).toMatchObject({ data: file, rows: 6 });
    await writeFile(`${file}.gz`, gzipSync(flowers().join('\n')));
    expect(await json('evaluate', path('csv.safetensors'), '-d', `${file}.gz`)).toMatchObject({ rows: 6 });
    await rm(file);
    const { code, err } = await bilayer('evaluate', path('csv.safetensors'));
    expect(code).toBe(2);
    expect(err).toContain(
      `csv.safetensors: cannot load what it was trained on; name a data set with --data (${file}: there is`,
    );
  });

  it("gives a CSV file the model's classes", async () => {
    const file = path('two-kinds.csv');
    // Without the first class, whose number would otherwise go to the second.
    await writeFile(file, flowers().slice(10).join('\n'));
    const { confusion } = (await json('evaluate', path('iris.safetensors'), '-d', file)) as {
      readonly confusion: readonly (readonly number[])[];
    };
    expect(confusion.map((row) => row.reduce((a, b) => a + b, 0))).toEqual([0, 2, 2]);
    await writeFile(file, flowers().join('\n').replaceAll('setosa', 'tulip'));
    const { err } = await bilayer('evaluate', path('iris.safetensors'), '-d', file);
    expect(err).toContain('"tulip" is not one of the classes: setosa, versicolor, virginica');
  });

  it('trains and measures on a folder of IDX files', async () => {
    const dir = path('small');
    await mkdir(dir);
    // Ten pictures of 2 × 2, a light row above or below.
    const labels = Array.from({ length: 10 }, (_, i) => i % 2);
    const images = labels.flatMap((label) => (label === 0 ? [250, 240, 3, 0] : [1, 0, 255, 251]));
    await writeFile(join(dir, 'train-images-idx3-ubyte'), idx([10, 2, 2], images));
    await writeFile(join(dir, 'train-labels-idx1-ubyte'), idx([10], labels));
    await writeFile(join(dir, 't10k-images-idx3-ubyte.gz'), gzipSync(idx([4, 2, 2], images.slice(0, 16))));
    await writeFile(join(dir, 't10k-labels-idx1-ubyte'), idx([4], labels.slice(0, 4)));
    const out = path('idx.safetensors');
    expect(await json('train', '-d', dir, '--hidden', '3', '-e', '30', '--out', out)).toMatchObject({
      sizes: [4, 3, 2],
      testAccuracy: 1,
    });
    expect(await json('evaluate', out)).toMatchObject({ rows: 4, accuracy: 1 });
    expect((await bilayer('datasets', dir)).out).toContain('each row 2 × 2 numbers, divided by 255');
    await writeFile(join(dir, 't10k-labels-idx1-ubyte'), idx([4], labels.slice(0, 3)));
    const { code, err } = await bilayer('evaluate', out);
    expect(code).toBe(2);
    expect(err).toContain(join(dir, 't10k-labels-idx1-ubyte'));
  });

  it('says how to name an activation of your own', async () => {
    const swish2 = defineActivation({
      name: 'swish2',
      forward: (x) => mul(x, 2),
      backward: (dy) => mul(dy, 2),
    });
    const save = async (name: string, hidden: Activation): Promise<string> => {
      const network = new TwoLayerNet({ ...parts, random: randomState(0), hidden });
      await writeFile(path(name), saveModel(network));
      return path(name);
    };
    const own = await save('own.safetensors', swish2);
    const rest = 'which is not built in; add --plugin ';
    for (const args of [
      ['evaluate', own],
      ['predict', own, path('none.csv')],
    ]) {
      const { code, err } = await bilayer(...args);
      expect([code, err]).toEqual([
        2,
        `bilayer: ${own}: the model uses the activation swish2, ${rest}and the file that exports it, as --plugin ./<file>`,
      ]);
    }
    const packed = await save('packed.safetensors', { ...swish2, package: 'mine' });
    expect((await bilayer('evaluate', packed)).err).toContain(`the activation swish2 of mine, ${rest}mine`);
  });

  it('measures without the loss where that is not built in', async () => {
    const loss = { ...crossEntropy, name: 'ownLoss' };
    const network = new TwoLayerNet({ ...parts, random: randomState(0), loss });
    await writeFile(path('own-loss.safetensors'), saveModel(network));
    const { code, out, err } = await bilayer('evaluate', path('own-loss.safetensors'), '-d', 'iris');
    expect(code).toBe(0);
    expect(err).toBe(
      'note: without the loss ownLoss of @bilayer/losses, which is not built in; for it, add --plugin @bilayer/losses',
    );
    expect(out).toMatch(/\naccuracy \d+\.\d\d %\n/);
  });

  it('refuses data of another shape or with other classes', async () => {
    const shape = await bilayer('evaluate', path('iris.safetensors'), '-d', 'digits');
    expect(shape.code).toBe(2);
    expect(shape.err).toContain(
      'a 4-50-3 network cannot be measured on digits, which has 64 features and 10 classes',
    );
    const unknown = await bilayer('evaluate', path('iris.safetensors'), '-d', 'irsi');
    expect(unknown.err).toContain("unknown data set, file or folder 'irsi'. Did you mean iris?");
    expect((await bilayer('evaluate', path('iris.safetensors'), '--split', 'tset')).err).toContain(
      'Did you mean test?',
    );
  });

  it('says where the number is that is none', async () => {
    const file = path('nan.csv');
    await writeFile(file, '1,2,a\n3,4,b\n5,NaN,a\n7,8,b\n9,9,a\n');
    for (const args of [
      ['train', '-d', file, '--out', path('never')],
      ['datasets', file],
      ['gradcheck', '-d', file],
    ]) {
      const { code, err } = await bilayer(...args);
      expect([code, err]).toEqual([
        2,
        `bilayer: ${file}: line 3, column 2: "NaN" is not a finite number; every feature must be a decimal number`,
      ]);
    }
  });
});
