import {
  defineActivation,
  elu,
  gelu,
  identity,
  leakyRelu,
  relu,
  sigmoid,
  softmax,
  softsign,
  tanh,
  type Activation,
} from '@bilayer/activations';
import { MultiLayerNet, TwoLayerNet, type FloatDType, type Model } from '@bilayer/models';
import { predict } from '@bilayer/models/predict';
import { astype, fromArray, mul, randomState, tensor, type Tensor } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { predictor } from './predictor.ts';

interface Wanted {
  readonly dtype: FloatDType;
  readonly hidden?: Activation;
  readonly output?: Activation;
  readonly inputs?: number;
  readonly units?: number;
  readonly outputs?: number;
}

function net({
  dtype,
  hidden = sigmoid,
  output = softmax,
  inputs = 70,
  units = 9,
  outputs = 5,
}: Wanted): Model {
  const random = randomState(3);
  const params = {
    W1: astype(mul(random.randn(inputs, units), 0.3), dtype),
    b1: astype(random.randn(units), dtype),
    W2: astype(random.randn(units, outputs), dtype),
    b2: astype(random.randn(outputs), dtype),
  };
  return new TwoLayerNet({
    ...{ inputSize: inputs, hiddenSize: units, outputSize: outputs, hidden, output, dtype, params },
  }).model();
}

/** Rows of which `density` is not 0. */
function someRows(rows: number, inputs: number, density: number, dtype: FloatDType): Tensor {
  const random = randomState(4);
  const chosen = random.rand(rows, inputs).data;
  return astype(
    tensor(
      random.randn(rows, inputs).data.map((v, i) => ((chosen[i] ?? 0) < density ? v : 0)),
      [rows, inputs],
    ),
    dtype,
  );
}

function row(x: Tensor, n: number): Tensor {
  const [, width = 0] = x.shape;
  return tensor(x.data.slice(n * width, (n + 1) * width), [1, width]);
}

// The networks sum in float64. In float32 the kernels round each of some hundred sums of size 1 to 6e-8; in float64 they
// only sum in another order.
const bounds: Readonly<Record<FloatDType, number>> = { float32: 1e-5, float64: 1e-12 };

describe.each(['float32', 'float64'] as const)('a predictor in %s', (dtype) => {
  const near = { rtol: bounds[dtype], atol: bounds[dtype] };

  async function compare(wanted: Omit<Wanted, 'dtype'>, rows = 7, density = 0.4): Promise<void> {
    const model = net({ dtype, ...wanted });
    const x = someRows(rows, model.sizes[0] ?? 0, density, dtype);
    const y = (await predictor(model)).predict(x);
    expect(y.dtype).toBe(dtype);
    expect(y).toBeAllClose(predict(model, x), near);
  }

  it.each([
    ...[identity, sigmoid, relu, tanh, leakyRelu, elu.with({ alpha: 0.5 }), softsign],
    ...[gelu, softmax, defineActivation({ name: 'twice', forward: (a) => mul(a, 2) })],
  ] as Activation[])('predicts as the network does with hidden $name', async (hidden) => {
    await compare({ hidden });
  });

  it.each([identity, sigmoid, softmax, tanh] as Activation[])('… with output $name', async (output) => {
    for (const outputs of [1, 5, 11]) await compare({ output, outputs });
    await compare({ output, hidden: gelu });
  });

  it('… with any number of inputs, units and rows', async () => {
    for (const inputs of [1, 2, 15, 16, 17, 63, 64, 65, 128, 131]) await compare({ inputs });
    for (const units of [1, 4, 13, 50, 53, 130]) await compare({ units });
    for (const rows of [0, 1, 2, 255, 256, 257, 1000]) await compare({}, rows);
    for (const density of [0, 0.01, 0.9, 1]) await compare({}, 20, density);
    await compare({ hidden: gelu }, 600);
  });

  it('gives a row the same bits alone and among others, with one thread and with two', async () => {
    for (const density of [0.2, 1]) {
      const model = net({ dtype, inputs: 784, units: 50, outputs: 10 });
      const x = someRows(701, 784, density, dtype);
      const [one, two] = [await predictor(model), await predictor(model, { threads: 2 })];
      const y = one.predict(x);
      for (let again = 0; again < 3; again++) expect(two.predict(x)).toEqual(y);
      for (const n of [0, 1, 41, 350, 700]) expect(one.predict(row(x, n))).toEqual(row(y, n));
      two.close();
    }
  });

  it('takes what is 0 and −0 as nothing, and NaN and ∞ as they are', async () => {
    const model = net({ dtype, inputs: 3, output: identity, hidden: identity });
    const x = fromArray(
      [
        [0, -0, 0],
        [NaN, 0, 0],
        [0, Infinity, 0],
      ],
      dtype,
    );
    const y = (await predictor(model)).predict(x);
    expect(row(y, 0)).toBeAllClose(predict(model, row(x, 0)), near);
    expect([...row(y, 1).data].every(Number.isNaN)).toBe(true);
    expect([...row(y, 2).data].some(Number.isFinite)).toBe(false);
  });

  it('divides bytes as datasets do', async () => {
    const model = net({ dtype });
    const bytes = tensor(
      Uint8Array.from({ length: 70 * 300 }, (_, i) => (i % 3 === 0 ? (i * 37) % 256 : 0)),
      [300, 70],
    );
    const divided = (divisor: number): Tensor =>
      astype(
        tensor(
          Float32Array.from(bytes.data, (byte) => byte / divisor),
          [300, 70],
        ),
        dtype,
      );
    const images = await predictor(model, { divisor: 255 });
    expect(images.predict(bytes)).toEqual(images.predict(divided(255)));
    const plain = await predictor(model);
    expect(plain.predict(bytes)).toEqual(plain.predict(divided(1)));
  });

  it('takes one row as [I], and other dtypes', async () => {
    const model = net({ dtype });
    const one = await predictor(model);
    const x = someRows(3, 70, 0.5, 'float32');
    const alone = tensor(row(x, 1).data, [70]);
    expect(one.predict(alone)).toBeAllClose(predict(model, alone), near);
    expect(one.predict(astype(x, 'float64'))).toEqual(one.predict(x));
    const whole = fromArray(
      Array.from({ length: 70 }, (_, i) => i % 4),
      'int32',
    );
    expect(one.predict(whole)).toEqual(one.predict(astype(whole, dtype)));
  });
});

it('keeps the parameters it was made with', async () => {
  const model = net({ dtype: 'float64' });
  const x = someRows(2, 70, 1, 'float64');
  const kept = await predictor(model);
  const before = kept.predict(x);
  model.params['W1']?.data.fill(0);
  expect(kept.predict(x)).toEqual(before);
});

describe('what a predictor refuses', () => {
  const model = net({ dtype: 'float32' });

  it.each([{ hiddenSizes: [4, 4] }, { hiddenSizes: [] }])('networks of another form: %o', async (form) => {
    const other = new MultiLayerNet({
      inputSize: 5,
      outputSize: 3,
      hidden: relu,
      output: softmax,
      ...form,
      random: randomState(0),
    });
    await expect(predictor(other.model())).rejects.toMatchObject({ code: 'ENGINE_UNSUPPORTED' });
  });

  it('parameters of other shapes', async () => {
    const params = { ...model.params, W2: tensor(new Float32Array(9)) };
    await expect(predictor({ ...model, params })).rejects.toMatchObject({
      code: 'BAD_PARAMS',
      message: 'predictor: W2 of a 70-9-5 network is [9, 5]; got [9]',
    });
  });

  it('options that mean nothing', async () => {
    await expect(predictor(model, { threads: 3 as 2 })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
    await expect(predictor(model, { divisor: 0 })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
  });

  it('rows of another width, and work after close', async () => {
    const one = await predictor(model);
    expect(() => one.predict(tensor(new Float32Array(8), [2, 4]))).toThrow(
      expect.objectContaining({
        code: 'SHAPE_MISMATCH',
        message: 'predictor: x is [2, 4]; this network takes [N, 70]',
      }),
    );
    expect(() => one.predict([1] as unknown as Tensor)).toThrow(
      'predictor: x is a tensor [N, 70]; got object',
    );
    one.close();
    expect(() => one.predict(tensor(new Float32Array(70)))).toThrow(
      expect.objectContaining({ code: 'BAD_STATE' }),
    );
  });
});
