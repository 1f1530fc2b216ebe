import { identity, sigmoid, softmax, tanh, type Activation } from '@bilayer/activations';
import { numericalGradient } from '@bilayer/gradient';
import {
  binaryCrossEntropy,
  crossEntropy,
  meanSquaredError,
  softmaxCrossEntropy,
  sumSquaredError,
  type Loss,
} from '@bilayer/losses';
import { gaussian, TwoLayerNet } from '@bilayer/models';
import { randomState, tensor, type Tensor } from '@bilayer/tensor';
import { Decimal } from 'decimal.js';
import { expect, it } from 'vitest';
import { numericalKernels } from './kernels.ts';
import { kernelSteps } from './steps.ts';

const D = Decimal.clone({ precision: 40 });
/** The exact value of a float64; `new D(x)` would take its shortest notation. */
const exactly = (x: number): Decimal => new D(x.toPrecision(60));
type Row = readonly Decimal[];
const one = new D(1);
const total = (row: Row): Decimal => row.reduce((s, v) => s.plus(v), new D(0));
const each =
  (f: (a: Decimal) => Decimal) =>
  (row: Row): Row =>
    row.map(f);
const exponentials = (row: Row): Row => row.map((a) => a.exp());
const softmaxOf = (row: Row): Row => exponentials(row).map((e) => e.div(total(exponentials(row))));
const squares = (y: Row, t: Row): Decimal => total(y.map((v, k) => v.minus(t[k]!).pow(2)));

/** The plugins once more, for one row. */
const functions: Readonly<Record<string, (row: Row) => Row>> = {
  identity: (row) => row,
  sigmoid: each((a) => one.div(one.plus(a.neg().exp()))),
  tanh: each((a) => a.tanh()),
  softmax: softmaxOf,
};
const losses: Readonly<Record<string, (y: Row, t: Row) => Decimal>> = {
  crossEntropy: (y, t) => total(y.map((v, k) => v.plus(1e-7).ln().times(t[k]!).neg())),
  softmaxCrossEntropy: (y, t) => total(softmaxOf(y).map((v, k) => v.ln().times(t[k]!).neg())),
  binaryCrossEntropy: (y, t) =>
    total(y.map((v, k) => (t[k]!.eq(1) ? v : one.minus(v)).plus(1e-7).ln().neg())).div(y.length),
  meanSquaredError: (y, t) => squares(y, t).div(y.length),
  sumSquaredError: (y, t) => squares(y, t).div(2),
};

const [N, I, H, O] = [2, 3, 3, 3] as const;
const x = tensor(Float64Array.of(0, 0.5, 1, -0.75, 0.25, 0.25), [N, I]);
const labels = tensor(Int32Array.of(0, 2));

/** The central difference with h = 1e-4 in 40 digits, of every parameter. */
function exactDifferences({ params, hidden, output }: TwoLayerNet, { name, reduce }: Loss): number[] {
  const wide = Object.values(params).map(({ data }) => Array.from(data, exactly));
  const layer = (z: Row, W: Row, b: Row): Row =>
    b.map((bias, j) => z.reduce((s, v, i) => s.plus(v.times(W[i * b.length + j]!)), bias));
  const loss = (): Decimal => {
    const [W1, b1, W2, b2] = wide as unknown as [Row, Row, Row, Row];
    const rows = Array.from({ length: N }, (_, n) => {
      const z = functions[hidden.name]!(
        layer(Array.from(x.data.subarray(n * I, (n + 1) * I), exactly), W1, b1),
      );
      const t = Array.from({ length: O }, (_, k) => new D(k === labels.data[n] ? 1 : 0));
      return losses[name]!(functions[output.name]!(layer(z, W2, b2)), t);
    });
    return total(rows).div(reduce === 'sum' ? 1 : N);
  };
  const h = new D(1e-4);
  return wide.flatMap((values) =>
    values.map((value, i) => {
      values[i] = value.plus(h);
      const above = loss();
      values[i] = value.minus(h);
      const below = loss();
      values[i] = value;
      return above.minus(below).div(h.times(2)).toNumber();
    }),
  );
}

function medianError(found: readonly Tensor[], exact: readonly number[]): number {
  const errors = found.flatMap(({ data }) => [...data]).map((v, i) => Math.abs(v - exact[i]!));
  return errors.sort((a, b) => a - b)[errors.length >> 1]!;
}

it.each([
  [sigmoid, softmax, crossEntropy],
  [tanh, softmax, crossEntropy],
  [identity, identity, softmaxCrossEntropy],
  [sigmoid, sigmoid, binaryCrossEntropy],
  [sigmoid, identity, meanSquaredError],
  [sigmoid, sigmoid, sumSquaredError],
  [sigmoid, softmax, meanSquaredError],
] as readonly (readonly [Activation, Activation, Loss])[])(
  'kernels are a thousand times closer to the exact central difference than two losses are: %o, %o, %o',
  async (hidden, output, loss) => {
    const sizes = { inputSize: I, hiddenSize: H, outputSize: O };
    const parts = { hidden, output, loss, init: gaussian({ std: 0.5 }), random: randomState(7) };
    const net = new TwoLayerNet({ ...sizes, ...parts });
    const exact = exactDifferences(net, loss);
    const scratch = Object.entries(net.params).map(([name, p]) =>
      numericalGradient((moved) => net.loss(x, labels, { ...net.params, [name]: moved }), p),
    );
    const steps = kernelSteps(await numericalKernels(), net, x, labels);
    let found = steps.next();
    while (found.done !== true) found = steps.next();
    expect(medianError(Object.values(found.value ?? {}), exact)).toBeLessThan(
      medianError(scratch, exact) / 1000,
    );
  },
);
