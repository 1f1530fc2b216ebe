import * as builtInActivations from '@bilayer/activations';
import { identity, sigmoid, softmax, type Activation } from '@bilayer/activations';
import { numericalGradient } from '@bilayer/gradient';
import * as builtInLosses from '@bilayer/losses';
import { crossEntropy, meanSquaredError, softmaxCrossEntropy, type Loss } from '@bilayer/losses';
import { randomState, tensor, type Tensor } from '@bilayer/tensor';
import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { gaussian } from '../initializers.ts';
import { TwoLayerNet } from '../two-layer-net.ts';

const D = Decimal.clone({ precision: 32 });
/** The exact value of a float64; `new D(x)` would take its shortest notation. */
const exactly = (x: number): Decimal => new D(x.toPrecision(60));
type Row = readonly Decimal[];
const one = new D(1);
const sigma = (a: Decimal): Decimal => one.div(one.plus(a.neg().exp()));
const total = (row: Row): Decimal => row.reduce((s, v) => s.plus(v), new D(0));
const positive = (a: Decimal): Decimal => D.max(a, 0);
/** erf by its Taylor series, for the small numbers here. */
function erf(x: Decimal): Decimal {
  let [term, sum] = [x, x];
  for (let n = 1; n < 60; n++) {
    term = term.times(x.times(x)).div(-n);
    sum = sum.plus(term.div(2 * n + 1));
  }
  return sum.times(2).div(D.acos(-1).sqrt());
}
const softplus = (a: Decimal): Decimal => one.plus(a.exp()).ln();

/** The built-in activations once more, as functions of one number. */
const functions: Readonly<Record<string, (a: Decimal) => Decimal>> = {
  identity: (a) => a,
  step: (a) => new D(a.gt(0) ? 1 : 0),
  sigmoid: sigma,
  tanh: (a) => a.tanh(),
  relu: positive,
  leakyRelu: (a) => (a.gt(0) ? a : a.times(0.01)),
  elu: (a) => (a.gt(0) ? a : a.exp().minus(1)),
  selu: (a) =>
    a.gt(0)
      ? a.times(1.0507009873554805)
      : a.exp().minus(1).times(new D(1.0507009873554805).times(1.6732632423543772)),
  gelu: (a) => a.times(erf(a.div(new D(2).sqrt())).plus(1)).div(2),
  geluTanh: (a) =>
    a
      .times(
        a
          .pow(3)
          .times(0.044715)
          .plus(a)
          .times(new D(2).div(D.acos(-1)).sqrt())
          .tanh()
          .plus(1),
      )
      .div(2),
  silu: (a) => a.times(sigma(a)),
  mish: (a) => a.times(softplus(a).tanh()),
  softplus,
  softsign: (a) => a.div(a.abs().plus(1)),
  hardSigmoid: (a) => D.min(positive(a.plus(3)), 6).div(6),
};

const softmaxOf = (row: Row): Row => {
  const e = row.map((a) => a.exp());
  return e.map((v) => v.div(total(e)));
};

const outputs: Readonly<Record<string, (row: Row) => Row>> = {
  ...Object.fromEntries(Object.entries(functions).map(([name, f]) => [name, (row: Row): Row => row.map(f)])),
  softmax: softmaxOf,
  logSoftmax: (row) => softmaxOf(row).map((v) => v.ln()),
};

const squares = (y: Row, t: Row): Row => y.map((v, k) => v.minus(t[k]!).pow(2));
const absolutes = (y: Row, t: Row): Row => y.map((v, k) => v.minus(t[k]!).abs());
const meanOf = (row: Row): Decimal => total(row).div(row.length);
/** The losses once more, of one row. */
const lossesOfRows: Readonly<Record<string, (y: Row, t: Row) => Decimal>> = {
  crossEntropy: (y, t) => total(y.map((v, k) => v.plus(1e-7).ln().times(t[k]!).neg())),
  softmaxCrossEntropy: (y, t) => total(softmaxOf(y).map((v, k) => v.ln().times(t[k]!).neg())),
  binaryCrossEntropy: (y, t) =>
    meanOf(
      y.map((v, k) =>
        v
          .plus(1e-7)
          .ln()
          .times(t[k]!)
          .plus(one.minus(v).plus(1e-7).ln().times(one.minus(t[k]!)))
          .neg(),
      ),
    ),
  sumSquaredError: (y, t) => total(squares(y, t)).div(2),
  meanSquaredError: (y, t) => meanOf(squares(y, t)),
  meanAbsoluteError: (y, t) => meanOf(absolutes(y, t)),
  huber: (y, t) => meanOf(absolutes(y, t).map((d) => (d.lte(1) ? d.pow(2).div(2) : d.minus(0.5)))),
  hinge: (y, t) => {
    const right = y[t.findIndex((v) => v.eq(1))]!;
    return total(y.map((v, k) => (t[k]!.eq(1) ? new D(0) : positive(v.minus(right).plus(1)))));
  },
};

const [N, I, H, O] = [2, 3, 2, 3] as const;
const x = tensor(Float64Array.of(0, 0.5, 1, -0.75, 0.25, 0.25), [N, I]);
const labels = tensor(Int32Array.of(0, 2));

/** The central difference with h = 1e-4 in 32 digits, of every parameter. */
function exactDifferences({ params, hidden, output }: TwoLayerNet, { name, reduce }: Loss): number[] {
  const wide = Object.values(params).map(({ data }) => Array.from(data, exactly));
  const loss = (): Decimal => {
    const [W1, b1, W2, b2] = wide as unknown as [Row, Row, Row, Row];
    const layer = (z: Row, W: Row, b: Row): Row =>
      b.map((bias, j) => z.reduce((s, v, i) => s.plus(v.times(W[i * b.length + j]!)), bias));
    const rows = Array.from({ length: N }, (_, n) => {
      const row = Array.from(x.data.subarray(n * I, (n + 1) * I), exactly);
      const z = layer(row, W1, b1).map(functions[hidden.name]!);
      const y = outputs[output.name]!(layer(z, W2, b2));
      return lossesOfRows[name]!(
        y,
        y.map((_, k) => new D(k === labels.data[n] ? 1 : 0)),
      );
    });
    return reduce === 'sum' ? total(rows) : meanOf(rows);
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

/** The incremental way is a thousand times closer to the exact central difference than two whole losses are. */
function expectCloser(hidden: Activation, output: Activation, loss: Loss): void {
  const sizes = { inputSize: I, hiddenSize: H, outputSize: O };
  const parts = { hidden, output, loss, init: gaussian({ std: 0.5 }), random: randomState(7) };
  const net = new TwoLayerNet({ ...sizes, ...parts });
  const exact = exactDifferences(net, loss);
  const scratch = Object.entries(net.params).map(([name, p]) =>
    numericalGradient((moved) => net.loss(x, labels, { ...net.params, [name]: moved }), p),
  );
  const found = medianError(Object.values(net.numericalGradient(x, labels)), exact);
  // Both are 0 where most of a gradient is, as behind a step.
  expect(found).toBeLessThanOrEqual(medianError(scratch, exact) / 1000);
}

const plugins = (all: object): unknown[] =>
  Object.values(all).filter(
    (value: unknown) => typeof value === 'object' && value !== null && 'contract' in value,
  );
const activations = plugins(builtInActivations) as Activation[];
const losses = plugins(builtInLosses) as Loss[];

describe('the incremental numerical gradient is closer to the exact central difference', () => {
  it.each(activations.filter(({ over }) => over === 'element'))('after $name', (hidden) => {
    expectCloser(hidden, softmax, crossEntropy);
    expectCloser(hidden, identity, softmaxCrossEntropy);
  });

  it.each(activations)('with the output activation $name', (output) => {
    expectCloser(sigmoid, output, meanSquaredError);
  });

  it.each(losses)('with the loss $name', (loss) => {
    expectCloser(sigmoid, sigmoid, loss);
    expectCloser(sigmoid, softmax, loss);
  });
});
