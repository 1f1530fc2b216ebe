import { createRequire } from 'node:module';
import { gatherer, toFloats } from './tasks.js';

const require = createRequire(import.meta.url);
const brain = require('brain.js');
const { version } = require('brain.js/package.json');

/**
 * brain.js as it is meant to be used: it has neither mini-batches nor softmax and cross-entropy, but updates after each row
 * by the squared error of sigmoids. A "step" is as many rows. Its initial weights are its own.
 */
export const side = () => ({ versions: { 'brain.js': version }, open, alike: false });

function open({ hidden, batch, images }) {
  const net = new brain.NeuralNetwork({ hiddenLayers: [hidden], learningRate: 0.1 });
  const { inputs, labels, features } = images;
  const row = (n) => toFloats(features.subarray(n * inputs, (n + 1) * inputs));
  const target = (n) => Float32Array.from({ length: 10 }, (_, k) => Number(k === labels[n]));
  // Initializes for the sizes of the data.
  net.train([{ input: Array.from(row(0)), output: Array.from(target(0)) }], { iterations: 1 });
  const gather = gatherer(images, batch);

  return {
    step(rows) {
      const { x, t } = gather(rows);
      for (let n = 0; n < batch; n++) {
        const input = x.subarray(n * inputs, (n + 1) * inputs);
        net.trainPattern({ input, output: t.subarray(n * 10, n * 10 + 10) });
      }
    },
    predict(x, n) {
      const y = new Float32Array(n * 10);
      for (let i = 0; i < n; i++) y.set(net.runInput(x.subarray(i * inputs, (i + 1) * inputs)), i * 10);
      return y;
    },
  };
}
