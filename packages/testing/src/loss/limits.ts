import { loadModel, restore, saveModel, TwoLayerNet } from '@bilayer/models';
import { astype, randomState, slice, trace, zeros, type Tensor } from '@bilayer/tensor';
import type { Law } from '../case.ts';
import { codeOf, type Check } from '../check.ts';
import { copyOf, sameBits, within } from '../compare.ts';
import { identity, probabilities } from '../parts.ts';
import { variantOf } from '../plugin.ts';
import { rough, showIndex, showNumber, showTensor } from '../show.ts';
import { derivedBackward, gradientInUse, perRow, reduced, type Subject } from './probe.ts';
import { dtypes, extremeLabels, extremes, labels, OUTPUTS, sample, sampleOf } from './samples.ts';

function noNaN(check: Check, x: Tensor, y: Tensor, at: string): void {
  const bad = x.data.findIndex(Number.isNaN);
  const row = Math.floor((bad * (y.shape[0] ?? 1)) / x.data.length);
  check.that(bad === -1, () => ({
    at: `${at} of y ${showTensor(y)}, element ${showIndex(bad, x.shape)}, y = ${Array.from(
      slice(y, [[row, row + 1]]).data,
      showNumber,
    ).join(', ')}, label ${extremeLabels.data[row] ?? ''}`,
    expected: 'a number or ∞',
    got: 'NaN',
    advice:
      'look for 0 · ∞, ∞ − ∞ and ln 0 on the way: add an ε inside the logarithm, subtract the largest before exp',
  }));
}

/** What becomes of the numbers at the ends of the range, and how a loss serves in a network. */
export const limitLaws: readonly Law<Subject>[] = [
  {
    name: 'keeps NaN, and in its own row',
    run(subject, check) {
      const { loss } = subject;
      const y = sample(subject);
      const ill = copyOf(y);
      // The right class of row 1, so that no loss may pass it over.
      const row = 1;
      ill.data[row * OUTPUTS + labels.data[row]!] = NaN;
      const before = perRow(check, loss, y, labels);
      const now = perRow(check, loss, ill, labels);
      check.that(Number.isNaN(now.data[row]), () => ({
        at: 'perRow(y, t) with y = NaN for the right class of row 1',
        expected: 'NaN as the loss of that row',
        got: showNumber(now.data[row]),
        advice:
          'NaN must stay visible; a comparison with it is false, so let y itself through where no branch holds',
      }));
      const advice = 'one bad row must not reach others: compute rows apart';
      const others = { ...now, data: now.data.map((v, i) => (i === row ? before.data[i]! : v)) };
      sameBits(check, others, before, {
        at: 'perRow(y, t) with y = NaN in row 1, in the other rows',
        advice,
      });
      const [back, ill2] = [gradientInUse(check, loss, y, labels), gradientInUse(check, loss, ill, labels)];
      const rest = {
        ...ill2,
        data: ill2.data.map((v, i) => (Math.floor(i / OUTPUTS) === row ? back.data[i]! : v)),
      };
      sameBits(check, rest, back, { at: 'the gradient with y = NaN in row 1, in the other rows', advice });
    },
  },
  {
    name: 'makes no NaN of finite input',
    run(subject, check) {
      for (const dtype of dtypes) {
        for (const y of extremes(subject, dtype)) {
          noNaN(check, perRow(check, subject.loss, y, extremeLabels), y, 'perRow(y, t)');
          noNaN(check, gradientInUse(check, subject.loss, y, extremeLabels), y, 'the gradient');
        }
      }
    },
  },
  {
    name: 'is finite where its slope is small',
    run(subject, check) {
      if (subject.domain !== 'real') return;
      for (const dtype of dtypes) {
        const y = astype(sampleOf(500), dtype);
        const dy = gradientInUse(check, subject.loss, y, labels);
        for (const [row, value] of perRow(check, subject.loss, y, labels).data.entries()) {
          const slopes = dy.data.slice(row * OUTPUTS, (row + 1) * OUTPUTS);
          // A loss grows from 0 to 1500 by no more than 1500 times its slope, which is far from overflow, also in float32.
          const small = slopes.every((slope) => Math.abs(slope) < 1e30);
          check.that(Number.isFinite(value) || !small, () => ({
            at: `perRow(y, t) of y ${showTensor(y)}, row ${row}, y = ${Array.from(
              y.data.slice(row * OUTPUTS, (row + 1) * OUTPUTS),
              rough,
            ).join(', ')}, label ${labels.data[row] ?? ''}`,
            expected: `a number, since the slopes there are ${Array.from(slopes, rough).join(', ')}`,
            got: showNumber(value),
            advice: 'something on the way overflows: e^1000 does, and its logarithm is ∞ and not 1000',
          }));
        }
      }
    },
  },
  {
    name: 'makes no NaN of finite input in its derived gradient',
    run(subject, check) {
      for (const dtype of dtypes) {
        for (const y of extremes(subject, dtype)) {
          const derived = derivedBackward(check, subject.loss, y, extremeLabels);
          if (derived !== undefined) noNaN(check, derived, y, 'the gradient derived from perRow');
        }
      }
    },
  },
  {
    name: 'says the same in float32',
    run(subject, check) {
      const { loss } = subject;
      const y = astype(sample(subject), 'float32');
      const wide = astype(y, 'float64');
      // float32 has 24 bits, 6e-8 of a number; y and the losses are of size 1 to 10.
      const tolerance = (n: number): number => 1e-5 * Math.abs(n) + 1e-6;
      const advice = 'compute in the dtype of y, and avoid differences of large numbers that nearly cancel';
      within(check, perRow(check, loss, y, labels), perRow(check, loss, wide, labels), tolerance, {
        at: 'perRow(y, t) in float32, beside float64',
        advice,
      });
      within(
        check,
        gradientInUse(check, loss, y, labels),
        gradientInUse(check, loss, wide, labels),
        tolerance,
        {
          at: 'the gradient in float32, beside float64',
          advice,
        },
      );
    },
  },
  {
    name: 'can be traced, or has a backward',
    run(subject, check) {
      const { loss } = subject;
      const y = sample(subject);
      const traced = check.call('tracing perRow', () => {
        try {
          return trace((x) => reduced(loss, x, labels), y);
        } catch (error) {
          if (codeOf(error) === 'TRACED_VALUE') return undefined;
          throw error;
        }
      });
      check.that(traced !== undefined || loss.backward !== undefined, () => ({
        at: 'perRow, which reads numbers of y and so cannot be traced,',
        expected: 'backward beside it',
        got: 'none',
        advice: 'give backward(y, t), or write perRow with operations',
      }));
      if (traced === undefined) return;
      const { output, values } = traced;
      const value = typeof output === 'object' && 'slot' in output ? values[output.slot] : output;
      if (typeof value !== 'object') return;
      sameBits(check, value, reduced(loss, y, labels), {
        at: 'the loss of the batch while it is traced',
        advice: 'perRow must do the same whether it is traced or not',
      });
    },
  },
  {
    name: 'comes back from a model file with the same bits',
    run(subject, check) {
      comesBack(check, subject, subject.loss);
      const other = variantOf(subject.loss);
      if (other !== undefined) comesBack(check, subject, other);
    },
  },
];

/** Saves a network with `loss` and loads it with the subject's. */
function comesBack(check: Check, { loss: given, domain }: Subject, loss: Subject['loss']): void {
  const random = randomState(4);
  const output = domain === 'probabilities' ? probabilities : identity;
  const settings = JSON.stringify(loss.config);
  const network = check.call('new TwoLayerNet({ loss })', () => {
    const sizes = { inputSize: 3, hiddenSize: 4, outputSize: OUTPUTS };
    return new TwoLayerNet({ ...sizes, hidden: identity, output, loss, random });
  });
  const bytes = check.call('saveModel(network)', () => saveModel(network));
  const at = `loadModel(bytes, { losses: [${given.name}] }) with settings ${settings}`;
  const loaded = check.call(at, () =>
    restore(loadModel(bytes, { activations: [identity, probabilities], losses: [given] })),
  );
  const x = randomState(5).randn(labels.data.length, 3);
  const context = {
    at: `the loss of a network saved with settings ${settings} and loaded`,
    advice:
      'with(config) must set every setting that perRow uses; nothing that is not in config may decide the result',
  };
  sameBits(
    check,
    check.call(at, () => loaded.loss(x, labels)),
    network.loss(x, labels),
    context,
  );
  const now: Readonly<Record<string, Tensor>> = loaded.gradient(x, labels);
  for (const [name, before] of Object.entries(network.gradient(x, labels))) {
    sameBits(check, now[name] ?? zeros([0]), before, { ...context, at: `∂L/∂${name}, ${context.at}` });
  }
}
