// What a user writes. It is type-checked as part of a project that has the packages installed, and run there.
import { defineActivation, sigmoid, softmax, type Activation } from '@bilayer/activations';
import { formula } from '@bilayer/activations/formula';
import { digits } from '@bilayer/datasets';
import { numericalGradient } from '@bilayer/gradient';
import { crossEntropy } from '@bilayer/losses';
import { loadModel, restore, saveModel, TwoLayerNet, type TwoLayerParams } from '@bilayer/models';
import { predict } from '@bilayer/models/predict';
import { sgd } from '@bilayer/optimizers';
import { add, mul, randomState, sqrt, tensor, type Tensor } from '@bilayer/tensor';
import { activationCases, report } from '@bilayer/testing';
import { rowsOf, train, type TrainEvent } from '@bilayer/training';

const squareplus = defineActivation({
  name: 'squareplus',
  config: { b: 4 },
  forward: (a, { b }) => mul(0.5, add(a, sqrt(add(mul(a, a), b)))),
});
const other: Activation<{ b: number }> = squareplus.with({ b: 1 });
// @ts-expect-error b is a number
refused(() => squareplus.with({ b: 'one' }));
// @ts-expect-error there is no setting c
refused(() => squareplus.with({ c: 1 }));

const sizes = { inputSize: 64, hiddenSize: 10, outputSize: 10 };
const random = randomState(0);
const net = new TwoLayerNet({ ...sizes, hidden: other, output: softmax, loss: crossEntropy, random });
const data = await digits();
const { x, t } = rowsOf(data.train, 'float64', data.classes.length, 0, 2);
const gradient: TwoLayerParams = net.gradient(x, t);
const b2: Tensor = numericalGradient((b2) => net.loss(x, t, { ...net.params, b2 }), net.params.b2);
const off = Math.abs((b2.data[0] ?? 0) - (gradient.b2.data[0] ?? 1));
if (off > 1e-6) throw new Error(`the two gradients differ by ${off}`);

const losses: number[] = [];
const told = (event: TrainEvent): void => {
  if (event.type === 'report') losses.push(...event.losses);
  if (event.type === 'end') console.log(event.reason, event.iteration, losses.length);
};
for await (const event of train({ model: net, data, optimizer: sgd({ lr: 0.1 }), random, epochs: 1 })) {
  told(event);
}

const bytes: Uint8Array = saveModel(net);
const back = restore(loadModel(bytes, { activations: [squareplus, sigmoid, softmax] }));
const one = tensor(
  Float64Array.from({ length: 64 }, (_, i) => (i % 17) / 16),
  [1, 64],
);
if (predict(back.model(), one).data.join() !== net.predict(one).data.join()) throw new Error('another y');

const quick: Activation = formula.with({ expr: 'x * sigmoid(1.702 * x)' });
const { passed, checks, results } = await report(activationCases(quick));
const failed = results
  .filter(({ outcome }) => outcome === 'failed')
  .map(({ name, message }) => `${name}: ${message ?? ''}`);
if (!passed || checks === 0) throw new Error(failed.join('\n'));

function refused(body: () => unknown): void {
  try {
    body();
  } catch {
    return;
  }
  throw new Error('a setting that does not fit was taken');
}
