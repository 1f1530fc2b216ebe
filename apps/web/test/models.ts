import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sigmoid, softmax } from '@bilayer/activations';
import { iris } from '@bilayer/datasets';
import { crossEntropy } from '@bilayer/losses';
import { byGain, saveModel, TwoLayerNet } from '@bilayer/models';
import { sgd } from '@bilayer/optimizers';
import { randomState } from '@bilayer/tensor';
import { train } from '@bilayer/training';
import { wasm } from '@bilayer/wasm';
import type { Page } from 'playwright-core';

const run = promisify(execFile);
const cli: string = join(import.meta.dirname, '../../cli/src/main.ts');

/** The model that the page hands out as a file. */
export async function savedModel(page: Page): Promise<Buffer> {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save model' }).click();
  return readFileSync(await (await saving).path());
}

/** The model that the command on the page makes, run from the sources. */
export async function commandModel(page: Page): Promise<Buffer> {
  const command = (await page.getByTestId('command').textContent()) ?? '';
  const options = command.replace('npx -y pnpm@12 bilayer ', '').replace(/^npx bilayer@\S+ /, '');
  const out = join(mkdtempSync(join(tmpdir(), 'bilayer-page-')), 'model.safetensors');
  // By a shell, as it would be pasted.
  await run('sh', ['-c', `"${process.execPath}" "${cli}" ${options} --out "${out}" --quiet`]);
  return readFileSync(out);
}

/** What the packages train on iris in Node: 8 units, SGD, seed 3, WebAssembly, float32, so many epochs. */
export async function packagesModel(epochs: number): Promise<Uint8Array> {
  const random = randomState(3);
  const data = iris();
  const sizes = { inputSize: 4, hiddenSize: 8, outputSize: 3, dtype: 'float32' as const };
  const model = new TwoLayerNet({
    ...sizes,
    hidden: sigmoid,
    output: softmax,
    loss: crossEntropy,
    init: byGain(),
    random,
  });
  const options = { model, data, random, optimizer: sgd({ lr: 1 }), engine: wasm(), epochs };
  const events = train(options);
  while ((await events.next()).done !== true);
  const { name, classes, train: split } = data;
  return saveModel(model, {
    seed: 3,
    engine: 'wasm',
    data: { name, classes, shape: split.shape, divisor: split.divisor },
  });
}
