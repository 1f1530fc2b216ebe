import { readFileSync } from 'node:fs';
import * as builtInActivations from '@bilayer/activations';
import {
  defineActivation,
  identity,
  leakyRelu,
  relu,
  sigmoid,
  softmax,
  type Activation,
} from '@bilayer/activations';
import { compareGradients, grad, numericalGradient } from '@bilayer/gradient';
import * as builtInLosses from '@bilayer/losses';
import { crossEntropy, softmaxCrossEntropy, type Loss } from '@bilayer/losses';
import {
  add,
  argMax,
  fromArray,
  item,
  mul,
  randomState,
  scalar,
  sqrt,
  tensor,
  type Tensor,
} from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { twoLayerNet, twoLayerNetChapter5 } from './book.ts';
import { checkNetwork } from './check-network.ts';
import { byGain, gaussian } from './initializers.ts';
import { predict } from './predict.ts';
import { TwoLayerNet, type TwoLayerParams } from './two-layer-net.ts';

type Matrix = number[][];
interface SmallNet {
  readonly params: { W1: Matrix; b1: number[]; W2: Matrix; b2: number[] };
  readonly x: Matrix;
  readonly t: Matrix;
  readonly predict: Matrix;
  readonly loss: number;
  readonly accuracy: number;
  readonly gradient: Record<'W1' | 'b1' | 'W2' | 'b2', Matrix>;
  readonly numerical_gradient: Record<'W1' | 'b1' | 'W2' | 'b2', Matrix>;
}

// Printed by the book's own Python under NumPy float64.
const golden = JSON.parse(
  readFileSync(new URL('../../../test/golden/small-net.json', import.meta.url), 'utf8'),
) as SmallNet;

const x = fromArray(golden.x);
const t = fromArray(golden.t);
const names = ['W1', 'b1', 'W2', 'b2'] as const;

const isPlugin = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'contract' in value;
const activations = Object.values<unknown>(builtInActivations).filter(isPlugin) as Activation[];
const losses = Object.values<unknown>(builtInLosses).filter(isPlugin) as Loss[];

function net(hidden: Activation, output: Activation, loss?: Loss): TwoLayerNet {
  return new TwoLayerNet({
    inputSize: 6,
    hiddenSize: 5,
    outputSize: 3,
    hidden,
    output,
    ...(loss && { loss }),
    init: gaussian({ std: 0.5 }),
    random: randomState(0),
  });
}

describe("TwoLayerNet against the book's own code", () => {
  // The book's small example draws weights with standard deviation 0.5.
  const book = twoLayerNet({
    inputSize: 6,
    hiddenSize: 5,
    outputSize: 3,
    weightInitStd: 0.5,
    random: randomState(0),
  });

  it('draws the same weights from the same seed', () => {
    for (const name of names) expect(book.params[name]).toBeAllClose(golden.params[name], { rtol: 1e-12 });
  });

  it('predicts, measures and differentiates alike', () => {
    expect(book.predict(x)).toBeAllClose(golden.predict, { rtol: 1e-12 });
    expect(item(book.loss(x, t))).toBeAllClose(golden.loss, { rtol: 1e-12 });
    expect(book.accuracy(x, t)).toBe(golden.accuracy);
    const gradient = book.gradient(x, t);
    const numerical = book.numericalGradient(x, t);
    for (const name of names) {
      expect(gradient[name]).toBeAllClose(golden.gradient[name], { rtol: 1e-12 });
      expect(numerical[name]).toBeAllClose(golden.numerical_gradient[name], { rtol: 1e-9, atol: 1e-11 });
    }
  });

  it('takes labels in place of one-hot rows, with the same result', () => {
    const labels = argMax(t, { axis: 1 });
    expect(item(book.loss(x, labels))).toBe(item(book.loss(x, t)));
    expect(book.accuracy(x, labels)).toBe(book.accuracy(x, t));
    expect(book.gradient(x, labels)).toEqual(book.gradient(x, t));
  });

  it('is what numericalGradient of the loss as a function of W1 gives', () => {
    const W1 = numericalGradient((moved) => book.loss(x, t, { ...book.params, W1: moved }), book.params.W1);
    // What rounding leaves of a difference of two losses: some ulps of them, 2e-16 each, over 2h = 2e-4.
    expect(book.numericalGradient(x, t).W1).toBeAllClose(W1, { rtol: 1e-8, atol: 2e-11 });
  });

  it('has a loss that grad can differentiate, within the ε that the book ignores', () => {
    const derived = grad((params: TwoLayerParams) => book.loss(x, t, params))(book.params);
    const gradient = book.gradient(x, t);
    for (const name of names) {
      // ε/y = 1e-7 / 0.1 here.
      expect(compareGradients(derived[name], gradient[name]).relativeError).toBeLessThan(2e-6);
      expect(compareGradients(derived[name], gradient[name]).relativeError).toBeGreaterThan(0);
    }
  });

  it('has the chapter 5 form, whose scores become the chapter 4 probabilities by softmax', () => {
    const options = { inputSize: 6, hiddenSize: 5, outputSize: 3, weightInitStd: 0.5 };
    const five = twoLayerNetChapter5({ ...options, random: randomState(0) });
    const four = net(relu, softmax, crossEntropy);
    expect(softmax.forward(five.predict(x))).toBeAllClose(four.predict(x), { rtol: 1e-15 });
    expect(five.accuracy(x, t)).toBe(four.accuracy(x, t));
    for (const name of names) {
      expect(five.gradient(x, t)[name]).toBeAllClose(four.gradient(x, t)[name], { rtol: 1e-12, atol: 1e-16 });
    }
  });
});

describe('TwoLayerNet with other parts', () => {
  const rows = randomState(3).rand(12, 6);
  const labels = tensor(Int32Array.from(randomState(4).randint(0, 3, 12).data));

  it.each(activations.filter(({ over }) => over === 'element'))(
    'gradient equals numericalGradient below 1e-7 with softmaxCrossEntropy and $name',
    (hidden) => {
      const check = checkNetwork(net(hidden, identity, softmaxCrossEntropy), rows, labels);
      expect(check.rows).toBeGreaterThan(6);
      for (const name of names) expect(check.params[name]?.relativeError).toBeLessThan(1e-7);
    },
  );

  it.each(activations.filter(({ over }) => over === 'element'))(
    "gradient equals numericalGradient below 2e-5 with the book's crossEntropy and $name",
    (hidden) => {
      const check = checkNetwork(net(hidden, softmax, crossEntropy), rows, labels);
      for (const name of names) expect(check.params[name]?.relativeError).toBeLessThan(2e-5);
    },
  );

  it.each(losses)('gradient equals numericalGradient with the loss $name after sigmoid', (loss) => {
    const check = checkNetwork(net(builtInActivations.tanh, sigmoid, loss), rows, labels);
    // The fused pair ignores its ε: 1e-7 beside probabilities of about a half.
    const bound = loss.fused?.link === sigmoid.link ? 1e-6 : 1e-7;
    for (const name of names) expect(check.params[name]?.relativeError).toBeLessThan(bound);
  });

  it('derives the gradient of an activation that has only a forward', () => {
    const squareplus = defineActivation({
      name: 'squareplus',
      config: { b: 4 },
      forward: (a, { b }) => mul(0.5, add(a, sqrt(add(mul(a, a), b)))),
    });
    for (const hidden of [squareplus, squareplus.with({ b: 1 })]) {
      const check = checkNetwork(net(hidden, softmax, softmaxCrossEntropy), rows, labels);
      for (const name of names) expect(check.params[name]?.relativeError).toBeLessThan(1e-7);
    }
    expect(net(squareplus, identity).predict(rows).data).not.toEqual(
      net(squareplus.with({ b: 1 }), identity).predict(rows).data,
    );
  });

  it('predicts as the free function does', () => {
    const network = net(leakyRelu.with({ alpha: 0.2 }), softmax, crossEntropy);
    expect(predict(network.model(), rows).data).toEqual(network.predict(rows).data);
  });

  it('stays in float32 when told to', () => {
    const options = {
      inputSize: 6,
      hiddenSize: 5,
      outputSize: 3,
      hidden: sigmoid,
      output: softmax,
      loss: crossEntropy,
    };
    const network = new TwoLayerNet({ ...options, random: randomState(0), dtype: 'float32' });
    const x32 = tensor(Float32Array.from(rows.data), [12, 6]);
    expect(network.predict(x32).dtype).toBe('float32');
    const gradient = network.gradient(x32, labels);
    for (const name of names) expect([name, gradient[name].dtype]).toEqual([name, 'float32']);
    // Seven decimals are what float32 has.
    const wide = new TwoLayerNet({ ...options, random: randomState(0) });
    expect(gradient.W1).toBeAllClose(wide.gradient(rows, labels).W1, { rtol: 1e-4, atol: 1e-8 });
  });

  it('takes one row as a vector', () => {
    const row: Tensor = tensor(rows.data.slice(0, 6), [6]);
    expect(net(relu, softmax).predict(row).data).toEqual(net(relu, softmax).predict(rows).data.slice(0, 3));
  });

  it('can draw weights by the gain an activation declares', () => {
    const wide = { inputSize: 400, hiddenSize: 300, outputSize: 10, output: identity, init: byGain() };
    const { W1 } = new TwoLayerNet({ ...wide, hidden: relu, random: randomState(1) }).params;
    const variance = Array.from(W1.data).reduce((total, w) => total + w * w, 0) / W1.data.length;
    // √(2/400); the estimate from 120,000 draws is good to about 0.2 %.
    expect(Math.sqrt(variance)).toBeAllClose(Math.sqrt(2 / 400), { rtol: 0.01 });
  });
});

describe('TwoLayerNet refuses', () => {
  const coded = (code: string, message: RegExp): unknown =>
    expect.objectContaining({
      name: 'BilayerError',
      code,
      message: expect.stringMatching(message) as string,
    });
  const make = (changes: object): TwoLayerNet =>
    new TwoLayerNet({
      inputSize: 6,
      hiddenSize: 5,
      outputSize: 3,
      hidden: sigmoid,
      output: softmax,
      random: randomState(0),
      ...changes,
    });

  it.each([
    ['sizes that are not whole', { hiddenSize: 2.5 }, 'BAD_ARGUMENT', /6, 2\.5, 3/],
    ['a name in place of an activation', { hidden: 'sigmoid' }, 'BAD_PLUGIN', /hidden activation.*'sigmoid'/],
    [
      'another contract',
      { hidden: { ...sigmoid, contract: 2 } },
      'INCOMPATIBLE_CONTRACT',
      /sigmoid has contract 2/,
    ],
    [
      'an activation that changes the shape',
      { hidden: { ...sigmoid, forward: () => scalar(1) } },
      'BAD_PLUGIN',
      /\[2, 3\].*\[\]/,
    ],
    ['a loss without reduce', { loss: { ...crossEntropy, reduce: 'none' } }, 'BAD_PLUGIN', /reduce none/],
    [
      'parameters of another size',
      { params: { W1: scalar(1) }, random: undefined },
      'BAD_PARAMS',
      /W1.*\[6, 5\].*\[\]/,
    ],
  ])('%s', (_, changes, code, message) => {
    expect(() => make(changes)).toThrow(coded(code, message));
  });

  it('a forward that reads numbers and says neither over nor backward', () => {
    const peek = defineActivation({
      name: 'peek',
      forward: (a) => tensor(a.data.map((v) => v * 2) as Float64Array, a.shape),
    });
    expect(() => make({ hidden: peek })).toThrow(
      coded('BAD_PLUGIN', /peek reads numbers.*lacks over.* and backward/),
    );
    expect(() => make({ hidden: { ...peek, over: 'element' } })).toThrow(coded('BAD_PLUGIN', /backward/));
    expect(
      make({ hidden: { ...peek, over: 'element', backward: (dz: Tensor) => mul(2, dz) } }).hidden.name,
    ).toBe('peek');
  });

  it('x of another width, saying how to reshape images', () => {
    expect(() => make({}).predict(fromArray([[1, 2]]))).toThrow(
      coded('SHAPE_MISMATCH', /\[1, 2\].*\[N, 6\]/),
    );
    const image = tensor(new Float64Array(12), [2, 1, 2, 3]);
    expect(() => make({}).predict(image)).toThrow(coded('SHAPE_MISMATCH', /reshape\(x, \[2, 6\]\)/));
  });

  it('Python habits: no generator, positional sizes, arrays', () => {
    expect(() => make({ random: undefined })).toThrow(coded('BAD_ARGUMENT', /random: randomState\(0\)/));
    const Positional = TwoLayerNet as unknown as new (...sizes: number[]) => TwoLayerNet;
    expect(() => new Positional(784, 50, 10)).toThrow(coded('BAD_ARGUMENT', /inputSize/));
    expect(() => make({}).predict([[1, 2]] as unknown as Tensor)).toThrow(
      coded('BAD_ARGUMENT', /an array; use fromArray/),
    );
  });

  it('to give a loss without having one', () => {
    expect(() => make({}).loss(x, t)).toThrow(coded('NO_LOSS', /loss: crossEntropy/));
    expect(() => make({}).gradient(x, t)).toThrow(coded('NO_LOSS', /loss/));
  });
});
