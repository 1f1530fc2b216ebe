import type { Activation } from '@bilayer/activations';
import { loadModel, predict, saveModel, TwoLayerNet } from '@bilayer/models';
import { item, mean, mul, randomState, trace } from '@bilayer/tensor';
import type { Law } from '../case.ts';
import { codeOf, type Check } from '../check.ts';
import { copyOf, sameBits } from '../compare.ts';
import { variantOf } from '../plugin.ts';
import { showValue } from '../show.ts';
import { forward, type Subject } from './probe.ts';
import { sample, WIDTH } from './samples.ts';

/** How an activation serves in a network. */
export const useLaws: readonly Law<Subject>[] = [
  {
    name: 'can be traced, or declares over and has a backward',
    run({ f }, check) {
      const a = sample(f);
      const recorded = check.call('tracing forward', () => {
        try {
          return trace((x) => f.forward(x, f.config), copyOf(a));
        } catch (error) {
          if (codeOf(error) === 'TRACED_VALUE') return undefined;
          throw error;
        }
      });
      if (recorded === undefined) {
        check.that(f.over !== undefined && f.backward !== undefined, () => ({
          at: 'forward, which reads numbers and so cannot be traced,',
          expected: 'over and backward beside it',
          got: [
            f.over === undefined ? 'no over' : 'over',
            f.backward === undefined ? 'no backward' : 'backward',
          ].join(', '),
          advice: "declare over: 'element' or 'row' and give backward, or write forward with operations",
        }));
        return;
      }
      const { output, values } = recorded;
      const z = typeof output === 'object' && 'slot' in output ? values[output.slot] : output;
      check.that(typeof z === 'object', () => ({
        at: 'the result of forward while it is traced',
        expected: 'a tensor',
        got: showValue(z),
        advice: 'return a tensor of the shape of a',
      }));
      if (typeof z !== 'object') return;
      sameBits(check, z, forward(check, f, a), {
        at: 'forward(a) while it is traced',
        input: a,
        advice: 'forward must do the same whether it is traced or not',
      });
    },
  },
  {
    name: 'keeps the size of a signal by its gain',
    run({ f }, check) {
      const { gain } = f;
      if (gain === undefined) return;
      const z = forward(check, f, randomState(3).randn(800, WIDTH));
      const size = item(mean(mul(z, z))) * gain * gain;
      // Conventions (5/3 for tanh, √2 for what is like relu) do so only roughly.
      check.that(size > 2 / 3 && size < 3 / 2, () => ({
        at: `gain ${gain}: the mean square of forward(a) times gain², for a of mean 0 and variance 1,`,
        expected: 'about 1 (2/3 to 3/2)',
        got: size.toPrecision(3),
        advice: `gain is 1/√(mean square of forward(a)), here ${(gain / Math.sqrt(size)).toPrecision(3)}; or leave it out`,
      }));
    },
  },
  {
    name: 'comes back from a model file with the same bits',
    run({ f }, check) {
      comesBack(check, f, f);
      const other = variantOf(f);
      if (other !== undefined) comesBack(check, other, f);
    },
  },
];

/** Saves a network with `f` in both layers and loads it with `given`. */
function comesBack(check: Check, f: Activation, given: Activation): void {
  const random = randomState(4);
  const settings = JSON.stringify(f.config);
  const model = check.call('new TwoLayerNet({ hidden, output })', () =>
    new TwoLayerNet({
      inputSize: WIDTH,
      hiddenSize: 4,
      outputSize: 2,
      hidden: f,
      output: f,
      init: ([inputs, outputs]) => random.randn(inputs, outputs),
      random,
    }).model(),
  );
  const x = sample(f);
  const y = check.call('predict(x)', () => predict(model, copyOf(x)));
  const bytes = check.call('saveModel(network)', () => saveModel(model));
  const loaded = check.call(
    `loadModel(bytes, { activations: [${given.name}] }) with settings ${settings}`,
    () => loadModel(bytes, { activations: [given] }),
  );
  const again = check.call('predict(x) of the loaded model', () => predict(loaded, copyOf(x)));
  sameBits(check, again, y, {
    at: `predict(x) of a network saved with settings ${settings} and loaded`,
    advice:
      'with(config) must set every setting that forward uses; nothing that is not in config may decide the result',
  });
}
