import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as activations from '@bilayer/activations';
import type { Activation } from '@bilayer/activations';
import { digits } from '@bilayer/datasets';
import type { GreyImage } from '@bilayer/datasets/digit';
import { loadMnist } from '@bilayer/datasets/node';
import * as losses from '@bilayer/losses';
import type { Loss } from '@bilayer/losses';
import { accuracyOf, loadModel, MultiLayerNet, predict, saveModel, TwoLayerNet } from '@bilayer/models';
import { randomState, tensor } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { MNIST_ACCURACY } from './mnist.ts';
import { ask, openNetwork } from './network.ts';
import { enlarged, PAD } from './pad.ts';

const bytes: Uint8Array = readFileSync(join(import.meta.dirname, 'mnist.safetensors'));
const { relu, sigmoid, softmax } = activations;
const parts = { hidden: sigmoid, output: softmax, loss: losses.crossEntropy };

/** A test digit of the digits data set on the pad. */
async function drawn(row: number): Promise<GreyImage> {
  const { test } = await digits();
  const pixels = Array.from(test.features.subarray(row * 64, (row + 1) * 64), (pixel) => pixel / 16);
  const ink = enlarged(pixels, 8).map((value) => (value < 0.2 ? 0 : value));
  return { pixels: ink, rows: PAD, cols: PAD };
}

/** The same at half its size, in the top left corner. */
function inCorner({ pixels }: GreyImage): GreyImage {
  const whole = new Float64Array(PAD * PAD);
  for (let i = 0; i < PAD / 2; i++) {
    for (let j = 0; j < PAD / 2; j++) whole[i * PAD + j] = pixels[2 * i * PAD + 2 * j] ?? 0;
  }
  return { pixels: whole, rows: PAD, cols: PAD };
}

function code(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return `${String(error.code)}: ${error.message}`;
    throw error;
  }
  return 'nothing was thrown';
}

describe('the network of the page', () => {
  it('is small enough to load at once', () => {
    expect(bytes.length).toBeLessThan(350_000);
  });

  it('reads real digits of other writers wherever they stand, and without the fitting hardly any', async () => {
    const network = openNetwork(bytes, 'mnist.safetensors');
    const { test } = await digits();
    let [right, unfitted] = [0, 0];
    for (let row = 0; row < 100; row++) {
      const ink = inCorner(await drawn(row));
      if (ask(network, ink, true).best === test.labels[row]) right++;
      if (ask(network, ink, false).best === test.labels[row]) unfitted++;
    }
    // Measured: 90 and 5. They are 8 × 8 pixels, stretched to one height and nearly one width.
    expect(right).toBeGreaterThan(83);
    expect(unfitted).toBeLessThan(30);
  });

  const folder = join(process.env['BILAYER_DATA_DIR'] ?? '', 'mnist');
  it.skipIf(!existsSync(folder))('has the accuracy that the page says', async () => {
    const { features, labels, divisor } = (await loadMnist({ dir: folder })).test;
    const x = Float32Array.from(features, (pixel) => pixel / divisor);
    const y = predict(loadModel(bytes, { activations: [relu, softmax] }), tensor(x, [10_000, 784]));
    expect(accuracyOf(y, tensor(Int32Array.from(labels)))).toBe(MNIST_ACCURACY);
  });

  it('is asked with the numbers that predict gives', async () => {
    const network = openNetwork(bytes, 'mnist.safetensors');
    const model = loadModel(bytes, { activations: [relu, softmax] });
    const answer = ask(network, await drawn(3), true);
    const y = predict(model, tensor(Float32Array.from(answer.x), [1, 784]));
    expect(Array.from(answer.shares)).toEqual(Array.from(y.data));
    expect(answer.fitted?.scaled.rows).toBe(20);
  });
});

describe('openNetwork', () => {
  const random = randomState(0);
  it('opens a network of 8 × 8 pixels, and fits as the digits were made', async () => {
    const net = new TwoLayerNet({ inputSize: 64, hiddenSize: 3, outputSize: 10, ...parts, random });
    const network = openNetwork(saveModel(net), 'own.safetensors');
    expect([network.side, network.divisor, network.outputs]).toEqual([8, 16, 'probabilities']);
    const { fitted, x, shares } = ask(network, await drawn(0), true);
    expect(fitted?.scaled.rows).toBe(32);
    expect(Array.from(x).every((value) => Number.isInteger(16 * value))).toBe(true);
    expect(Array.from(shares).reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });

  it('takes softmax of logits, and leaves scores', () => {
    const net = (output: Activation, loss: Loss): Uint8Array =>
      saveModel(
        new TwoLayerNet({
          inputSize: 784,
          hiddenSize: 2,
          outputSize: 10,
          hidden: relu,
          output,
          loss,
          random,
        }),
      );
    const { identity } = activations;
    expect(openNetwork(net(identity, losses.softmaxCrossEntropy), 'a').outputs).toBe('logits');
    expect(openNetwork(net(identity, losses.hinge), 'a').outputs).toBe('scores');
  });

  it('says what is wrong with a file', () => {
    const small = new TwoLayerNet({ inputSize: 4, hiddenSize: 3, outputSize: 3, ...parts, random });
    expect(code(() => openNetwork(saveModel(small), 'iris.safetensors'))).toBe(
      'MODEL_UNSUITED: iris.safetensors: a network for pictures of 28 × 28 or 8 × 8 is needed; this one takes 4',
    );
    const sizes = { inputSize: 64, hiddenSizes: [3, 4], outputSize: 10 };
    const deep = new MultiLayerNet({ ...sizes, ...parts, random });
    expect(code(() => openNetwork(saveModel(deep), 'deep.safetensors'))).toBe(
      'MODEL_UNSUITED: deep.safetensors: a network with one hidden layer is needed; this one is 64-3-4-10',
    );
    expect(code(() => openNetwork(bytes.subarray(0, 5000), 'cut.safetensors'))).toMatch(/cut\.safetensors/);
    expect(code(() => openNetwork(Uint8Array.of(1, 2, 3), 'x'))).not.toBe('nothing was thrown');
  });
});
