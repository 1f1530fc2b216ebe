import { sigmoid, softmax } from '@bilayer/activations';
import { crossEntropy } from '@bilayer/losses';
import { TwoLayerNet } from '@bilayer/models';
import { sgd } from '@bilayer/optimizers';
import { randomState, tensor } from '@bilayer/tensor';
import { backprop, batchOf, eager, train } from '@bilayer/training';
import { incrementalGradient, predictor as predictorOf, wasm } from '@bilayer/wasm';

const LEARNING_RATE = 0.1;
const classes = [...'0123456789'];
const plugins = { hidden: sigmoid, output: softmax, loss: crossEntropy };
const pause = { due: () => false, wait: () => Promise.resolve() };

/**
 * Our packages as they are published. Variants: `wasm-1` and `wasm-2`, the WebAssembly engine with so many threads, by
 * `session.update`; `train-1`, `train-2`, the same by `train()`; `dense-1`, `dense-2`, on images without zeros; `typescript`,
 * without WebAssembly.
 */
export const side = (variant) => {
  const threads = variant.endsWith('1') ? 1 : 2;
  const engine = () => (variant === 'typescript' ? eager() : wasm({ threads }));
  return {
    versions: {},
    open: (start) => open(start, engine, variant, threads),
    mainJob: (data, test, steps) => mainJob(dataOf(data.images, test.images), engine, steps),
  };
};

const split = ({ rows, inputs, features, labels }) => ({
  length: rows,
  shape: [inputs],
  features,
  divisor: 255,
  labels,
});

const dataOf = (images, test) => ({
  contract: 1,
  name: 'mnist',
  classes,
  train: split(images),
  test: split(test),
});

function network({ hidden, params, images }, dtype) {
  const [inputSize, hiddenSize, outputSize] = [images.inputs, hidden, 10];
  const shapes = { W1: [inputSize, hidden], b1: [hidden], W2: [hidden, 10], b2: [10] };
  const FloatArray = dtype === 'float32' ? Float32Array : Float64Array;
  const tensors = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, tensor(FloatArray.from(params[name]), shape)]),
  );
  return new TwoLayerNet({ inputSize, hiddenSize, outputSize, ...plugins, dtype, params: tensors });
}

/** As many bytes, none of them 0. */
function withoutZeros(images) {
  const features = new Uint8Array(images.features.length);
  for (let i = 0, x = 1; i < features.length; i++)
    features[i] = 1 + (((x = Math.imul(x, 48271) >>> 0) >>> 24) % 255);
  return { ...images, features };
}

function open(start, engine, variant, threads) {
  const images = variant.startsWith('dense') ? withoutZeros(start.images) : start.images;
  const data = dataOf(images, images);
  const optimizer = sgd({ lr: LEARNING_RATE });
  const net32 = network(start, 'float32');
  let session;
  let predictor;
  let net64;
  const prepared = () =>
    (session ??= engine().prepare({ model: net32, data, optimizer, gradient: backprop, pause }));
  const stepLoss = async (rows) => (await prepared()).step(rows);
  // The eager engine has no update without the loss.
  const update = async (rows) => {
    const opened = await prepared();
    await (opened.update ?? opened.step)(rows);
  };

  return {
    step: update,
    stepLoss,
    async accuracy() {
      return (await (await prepared()).evaluate(data.test)).accuracy;
    },
    train: trainer(net32, data, optimizer, engine, start.batch),
    async predict(values, n) {
      const x = tensor(values, [n, images.inputs]);
      if (variant === 'typescript') return net32.predict(x).data;
      predictor ??= await predictorOf(net32.model(), { threads });
      return predictor.predict(x).data;
    },
    async gradient(rows) {
      net64 ??= network(start, 'float64');
      const { x, t } = batchOf(data.train, rows, 'float64', 10);
      if (variant === 'typescript') return net64.numericalGradient(x, t);
      return incrementalGradient(net64, x, t);
    },
  };
}

/**
 * Seconds that updates take in a training which goes on from call to call. `train` evaluates after each epoch: what it
 * takes from a report to an evaluation is left out.
 */
function trainer(model, data, optimizer, engine, batchSize) {
  const reportEvery = 20;
  const options = { model, data, optimizer, batchSize, reportEvery, random: randomState(0), iterations: 1e9 };
  let events;
  return async (times) => {
    events ??= train({ ...options, engine: engine() });
    let [seconds, done] = [0, 0];
    while (done < times) {
      const start = performance.now();
      const { value } = await events.next();
      if (value.type !== 'report') continue;
      seconds += (performance.now() - start) / 1000;
      done += value.losses.length;
    }
    return (seconds / done) * times;
  };
}

async function mainJob(data, engine, iterations) {
  const random = randomState(0);
  const sizes = { inputSize: 784, hiddenSize: 50, outputSize: 10 };
  const model = new TwoLayerNet({ ...sizes, ...plugins, dtype: 'float32', random });
  const optimizer = sgd({ lr: LEARNING_RATE });
  const options = { model, data, optimizer, random, iterations, engine: engine() };
  const losses = [];
  let [testAccuracy, evaluations] = [0, 0];
  const start = performance.now();
  for await (const event of train({ ...options, evaluate: 'epoch-start' })) {
    if (event.type === 'report') losses.push(...event.losses);
    if (event.type === 'evaluation') [testAccuracy, evaluations] = [event.testAccuracy, evaluations + 1];
  }
  const seconds = (performance.now() - start) / 1000;
  return { stepping: seconds, evaluating: 0, evaluations, testAccuracy };
}
