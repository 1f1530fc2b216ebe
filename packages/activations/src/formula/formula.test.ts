import { mean, mul, ones, randomState, sub, tensor, type Tensor } from '@bilayer/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vjp } from '../../../gradient/src/index.ts';
import { crossEntropy } from '../../../losses/src/index.ts';
import { loadModel, restore, saveModel, TwoLayerNet } from '../../../models/src/index.ts';
import { activationCases, report } from '../../../testing/src/index.ts';
import { gelu, hardSigmoid, leakyRelu, mish, silu, softmax, type Activation } from '../index.ts';
import { formula } from './formula.ts';

const x = mul(randomState(3).randn(5, 4), 3);

/** Formulas that people use, of every kind: smooth, with kinks, with a jump in the curvature. */
const formulas = [
  'x',
  'x * sigmoid(1.702 * x)',
  'x * (1 + erf(x / sqrt(2))) / 2',
  'x * sigmoid(x)',
  'x * tanh(softplus(x))',
  'max(0.01*x, x)',
  'min(max(x + 3, 0), 6) / 6',
  'where(x > 0, x, expm1(min(x, 0)))',
  'where(x > 1, 2*x - 1, where(x < -1, 0.1*x - 0.9, x))',
  'where(x > 0.5, 1, -1) + x',
  'tanh(x) + 0.1*x',
  'relu(x) - 0.2*relu(-x)',
  '0.5*(x + sqrt(x*x + 4))',
  'x * exp(-x^2)',
  'x + expm1(-abs(x))',
];

describe('formula', () => {
  it('is an activation itself, whatever a minifier calls it', () => {
    expect({ ...formula }).toMatchObject({
      contract: 1,
      name: 'formula',
      package: '@bilayer/activations/formula',
      config: { expr: 'x' },
      over: 'element',
      kinks: [],
    });
    expect(formula.name).toBe('formula');
    expect(formula.forward(x)).toBe(x);
    expect(Object.isFrozen(formula)).toBe(true);
    expect(Object.isFrozen(formula({ expr: 'x^2' }))).toBe(true);
  });

  it.each<[string, Activation]>([
    ['x * (1 + erf(x / sqrt(2))) / 2', gelu],
    ['x * sigmoid(x)', silu],
    ['x * tanh(softplus(x))', mish],
    ['max(0.01*x, x)', leakyRelu],
    ['min(max(x + 3, 0), 6) / 6', hardSigmoid],
  ])('%s is the built-in one, in another order of operations', (expr, builtIn) => {
    expect(formula({ expr }).forward(x)).toBeAllClose(builtIn.forward(x), { rtol: 1e-14, atol: 1e-15 });
    expect(formula({ expr }).kinks).toEqual(builtIn.kinks ?? []);
  });

  it('computes with the settings it is given', () => {
    const double = formula({ expr: '2*x' });
    expect(double.forward(x)).toEqual(mul(2, x));
    expect(double.forward(x, { expr: 'x - 1' })).toEqual(sub(x, 1));
    expect(double.with({ expr: 'relu(x)' })).toMatchObject({ config: { expr: 'relu(x)' }, kinks: [0] });
    expect(double.with({})).toMatchObject({ config: { expr: '2*x' } });
  });

  it('refuses settings that are none', () => {
    const call = formula as unknown as (settings: unknown) => unknown;
    const failures: [unknown, string, string][] = [
      [{ exp: 'x' }, 'BAD_ARGUMENT', 'formula: there is no option exp; there are expr'],
      ['2*x', 'BAD_ARGUMENT', 'formula: options are an object, as { expr: … }; got 2*x'],
      [{}, 'BAD_SETTING', 'formula: expr is a string; got undefined'],
      [{ expr: 2 }, 'BAD_SETTING', 'formula: expr is a string; got 2'],
      [undefined, 'BAD_ARGUMENT', 'formula: options are an object, as { expr: … }; got undefined'],
    ];
    for (const [settings, code, message] of failures) {
      expect(() => call(settings)).toThrow(expect.objectContaining({ code, message }));
    }
    expect(() => formula.with({ expr: 'y' })).toThrow(expect.objectContaining({ code: 'BAD_FORMULA' }));
  });

  it('comes back from JSON and from an address, unchanged', () => {
    fc.assert(
      fc.property(fc.constantFrom(...formulas), fc.constantFrom('', ' ', '\n'), (text, space) => {
        const f = formula({ expr: space + text });
        const json = JSON.parse(JSON.stringify(f.config)) as { expr: string };
        const address = Object.fromEntries(new URLSearchParams(String(new URLSearchParams(f.config))));
        for (const config of [json, address]) {
          expect(config).toEqual(f.config);
          expect(formula.with(config).forward(x)).toEqual(f.forward(x));
        }
      }),
    );
  });

  it.each(formulas)('%s: a model saved with it loads and predicts the same bits', (expr) => {
    const net = new TwoLayerNet({
      inputSize: 4,
      hiddenSize: 6,
      outputSize: 3,
      hidden: formula({ expr }),
      output: softmax,
      loss: crossEntropy,
      random: randomState(0),
    });
    const bytes = saveModel(net);
    const model = loadModel(bytes, { activations: [formula, softmax] });
    expect(model.hidden[0]).toMatchObject({ config: { expr } });
    const loaded: { predict(x: Tensor): Tensor } = restore(model);
    expect(loaded.predict(x)).toEqual(net.predict(x));
    expect(() => loadModel(bytes, { activations: [softmax] })).toThrow(
      "import { formula } from '@bilayer/activations/formula'",
    );
    expect(Number.isFinite(mean(net.predict(x)).data[0])).toBe(true);
  });

  it.each(formulas)('%s passes the conformance kit', async (expr) => {
    const { passed, results } = await report(activationCases(formula({ expr })));
    expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(passed).toBe(true);
  });

  it('itself, the formula x, passes the kit, and a network takes it', async () => {
    const { results } = await report(activationCases(formula));
    expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    const sizes = { inputSize: 2, hiddenSize: 2, outputSize: 2, random: randomState(0) };
    expect(new TwoLayerNet({ ...sizes, hidden: formula, output: softmax }).hidden).toBe(formula);
  });

  it('has the right slope where a side that was not chosen overflows', () => {
    const elu = formula({ expr: 'where(x > 0, x, exp(x) - 1)' });
    const sigmoid = formula({ expr: '1 / (1 + exp(-x))' });
    const x = tensor(Float64Array.of(-800, 800));
    expect(vjp((v) => elu.forward(v), x).backward(ones([2]))[0]!.data).toEqual(Float64Array.of(0, 1));
    expect(vjp((v) => sigmoid.forward(v), x).backward(ones([2]))[0]!.data).toEqual(Float64Array.of(0, 0));
  });
});
