// What examples/browser/index.html does, in Node.
import { writeFileSync } from 'node:fs';
import { sigmoid, softmax } from '@bilayer/activations';
import { digits } from '@bilayer/datasets';
import { crossEntropy } from '@bilayer/losses';
import { saveModel, TwoLayerNet } from '@bilayer/models';
import { sgd } from '@bilayer/optimizers';
import { randomState } from '@bilayer/tensor';
import { train } from '@bilayer/training';

const data = await digits();
const random = randomState(0);
const sizes = { inputSize: 64, hiddenSize: 50, outputSize: 10 };
const net = new TwoLayerNet({ ...sizes, hidden: sigmoid, output: softmax, loss: crossEntropy, random });
for await (const { type } of train({ model: net, data, optimizer: sgd({ lr: 1 }), random, epochs: 40 })) {
  if (type !== 'end') continue;
  const { name, classes, train: trained } = data;
  const { shape, divisor } = trained;
  writeFileSync('page.safetensors', saveModel(net, { seed: 0, data: { name, shape, divisor, classes } }));
}
