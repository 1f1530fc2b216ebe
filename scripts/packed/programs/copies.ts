// Two copies of every package in one process: what one makes, the other takes, and the bits are the same.
import assert from 'node:assert/strict';
import * as activations from '@bilayer/activations';
import { digits } from '@bilayer/datasets';
import * as gradient from '@bilayer/gradient';
import * as losses from '@bilayer/losses';
import * as models from '@bilayer/models';
import * as optimizers from '@bilayer/optimizers';
import * as tensor from '@bilayer/tensor';
import * as testing from '@bilayer/testing';
import * as training from '@bilayer/training';

const one = { activations, gradient, losses, models, optimizers, tensor, testing, training };
type Copy = typeof one;
const [, , second = ''] = process.argv; // the package that has the other copy
const two = (await import(second)) as Copy;

type Tensors = tensor.Tensor | Readonly<Record<string, tensor.Tensor>>;

let checks = 0;

function sameBits(got: Tensors, expected: Tensors, what: string): void {
  const bits = (x: Tensors): unknown =>
    tensor.isTensor(x)
      ? { shape: x.shape, dtype: x.dtype, bytes: Buffer.from(x.data.slice().buffer).toString('hex') }
      : Object.entries(x).map(([name, value]) => [name, bits(value)]);
  assert.deepEqual(bits(got), bits(expected), what);
  checks++;
}

function failsWith(code: string, body: () => unknown): void {
  assert.throws(body, { name: 'BilayerError', code });
  checks++;
}

/** A plugin of one's own, its derivative to be derived, made with the functions of one copy. */
function squareplus({
  activations: { defineActivation },
  tensor: { add, mul, sqrt },
}: Copy): activations.Activation {
  return defineActivation({
    name: 'squareplus',
    config: { b: 4 },
    forward: (a, { b }) => mul(0.5, add(a, sqrt(add(mul(a, a), b)))),
  });
}

interface Parts {
  readonly hidden: activations.Activation;
  readonly output: activations.Activation;
  readonly loss: losses.Loss;
  readonly random: tensor.RandomState;
}

const parts = (copy: Copy, hidden: activations.Activation): Parts => ({
  hidden,
  output: copy.activations.softmax,
  loss: copy.losses.crossEntropy,
  random: copy.tensor.randomState(3),
});

const sizes = { inputSize: 64, hiddenSize: 5, outputSize: 10 };
const data = await digits();

assert.notEqual(one.tensor.add, two.tensor.add, 'these are not two copies');
assert.notEqual(one.activations.sigmoid, two.activations.sigmoid, 'these are not two copies');

for (const [a, b] of [
  [one, two],
  [two, one],
] as const) {
  // Operations and activations on the other's tensors.
  const x = a.tensor.randomState(1).randn(3, 64);
  const weights = b.tensor.randomState(2).randn(64, 5);
  sameBits(b.tensor.matmul(x, weights), a.tensor.matmul(x, weights), 'matmul');
  for (const name of Object.keys(a.activations) as (keyof typeof activations)[]) {
    if (name === 'defineActivation') continue;
    const [ours, theirs] = [a.activations[name], b.activations[name]];
    const z = ours.forward(x);
    sameBits(theirs.forward(x), z, name);
    if (ours.backward === undefined) continue;
    sameBits(theirs.backward?.(z, { a: x, z }) ?? z, ours.backward(z, { a: x, z }), `${name}, backward`);
  }

  // A derivative taken by one of a function written with both.
  const both = (p: Copy, q: Copy) => (w: tensor.Tensor) =>
    p.tensor.sum(q.tensor.tanh(p.tensor.mul(w, q.activations.sigmoid.forward(w))));
  const slope = a.gradient.grad(both(a, a))(weights);
  sameBits(a.gradient.grad(both(a, b))(weights), slope, 'gradient of a function of both');
  sameBits(b.gradient.grad(both(a, a))(weights), slope, "gradient of the other's function");

  // A network of one with plugins, tensors and random numbers of the other.
  const { x: images, t } = b.training.rowsOf(data.train, 'float64', 10, 0, 20);
  for (const plugin of [squareplus, (copy: Copy) => copy.activations.gelu]) {
    const own = new a.models.TwoLayerNet({ ...sizes, ...parts(a, plugin(a)) });
    const mixed = new a.models.TwoLayerNet({ ...sizes, ...parts(b, plugin(b)) });
    sameBits(mixed.params, own.params, 'params');
    sameBits(mixed.predict(images), own.predict(images), 'predict');
    sameBits(mixed.loss(images, t), own.loss(images, t), 'loss');
    sameBits(mixed.gradient(images, t), own.gradient(images, t), 'gradient');
    const ofLoss = (net: models.TwoLayerNet) => (p: models.TwoLayerParams) => net.loss(images, t, p);
    sameBits(
      b.gradient.grad(ofLoss(mixed))(mixed.params),
      a.gradient.grad(ofLoss(own))(own.params),
      'derived gradient',
    );

    // Saved by one, loaded by the other with plugins of the first.
    const bytes = b.models.saveModel(mixed);
    assert.deepEqual(bytes, a.models.saveModel(own));
    const given = { activations: [plugin(b), b.activations.softmax], losses: [b.losses.crossEntropy] };
    const loaded = a.models.restore(a.models.loadModel(bytes, given));
    sameBits(loaded.predict(images), own.predict(images), 'predict of a loaded network');
    sameBits(loaded.gradient(images, t), own.gradient(images, t), 'gradient of a loaded network');
    failsWith('UNKNOWN_PLUGIN', () => a.models.loadModel(bytes, { activations: [] }));

    // Trained by one with the network and the optimizer of the other.
    await trained(a, a, own);
    await trained(b, a, mixed);
    sameBits(mixed.params, own.params, 'trained params');
  }

  // The kit of one holds the plugin of the other to the same laws.
  const { passed, results } = await a.testing.report(a.testing.activationCases(squareplus(b)));
  assert(passed, JSON.stringify(results.filter(({ outcome }) => outcome === 'failed')));
  checks++;

  // Errors keep their codes across copies.
  failsWith('SHAPE_MISMATCH', () => b.tensor.matmul(x, x));
  failsWith('TRACED_VALUE', () =>
    a.gradient.grad((w: tensor.Tensor) => b.tensor.item(b.tensor.sum(w)))(weights),
  );
  failsWith('NESTED_TRACE', () =>
    a.gradient.grad((w: tensor.Tensor) =>
      a.tensor.sum(b.gradient.grad((v: tensor.Tensor) => b.tensor.sum(v))(w)),
    )(weights),
  );
  const reads = b.activations.defineActivation({
    name: 'reads',
    forward: (z) => b.tensor.tensor(z.data.slice(), z.shape),
  });
  failsWith('BAD_PLUGIN', () => new a.models.TwoLayerNet({ ...sizes, ...parts(b, reads) }));
  failsWith('INCOMPATIBLE_CONTRACT', () => {
    const later = { ...b.activations.relu, contract: 2 } as unknown as activations.Activation;
    return new a.models.TwoLayerNet({ ...sizes, ...parts(b, later) });
  });
}

async function trained(by: Copy, optimizer: Copy, model: models.TwoLayerNet): Promise<void> {
  const random = by.tensor.randomState(4);
  const options = { data, optimizer: optimizer.optimizers.adam(), random, iterations: 5 };
  for await (const event of by.training.train({ ...options, model })) {
    if (event.type === 'end') assert.equal(event.reason, 'done');
  }
}

console.log(`${checks} comparisons`);
