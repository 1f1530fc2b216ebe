import { astype, oneHot, sameShape, showShape, tensor, zeros, type Tensor } from '@bilayer/tensor';
import type { Law } from '../case.ts';
import { codeOf, shown, thrownBy, type Check } from '../check.ts';
import { copyOf, sameBits, sameForm } from '../compare.ts';
import {
  fillsContract,
  hasJsonConfig,
  refusesUnknownSetting,
  variantOf,
  withLeavesOriginal,
} from '../plugin.ts';
import { showTensor } from '../show.ts';
import { derivedBackward, fusedBackward, gradientInUse, ownBackward, perRow, type Subject } from './probe.ts';
import { dtypes, labels, OUTPUTS, ROWS, sample, targets } from './samples.ts';

/** Contract, settings, shapes and dtypes. */
export const formLaws: readonly Law<Subject>[] = [
  {
    name: 'fills the contract',
    first: true,
    run({ loss }, check) {
      fillsContract(check, loss, ['perRow'], ['backward']);
      const { reduce, fused } = loss as Partial<Record<keyof typeof loss, unknown>>;
      check.that(reduce === 'mean' || reduce === 'sum', () => ({
        at: 'reduce',
        expected: "'mean' or 'sum': how the rows' losses make the batch's",
        got: String(reduce),
        advice: 'most losses are a mean',
      }));
      const { link, backward } = (fused ?? {}) as { link?: unknown; backward?: unknown };
      check.that(fused === undefined || (typeof link === 'string' && typeof backward === 'function'), () => ({
        at: 'fused',
        expected: '{ link: the name of a link function, backward(y, t) }',
        got: `link ${String(link)}, backward ${typeof backward}`,
        advice: 'correct it or leave it out',
      }));
    },
  },
  {
    name: 'can be called at all',
    first: true,
    run(subject, check) {
      const { loss } = subject;
      const [y, t] = [sample(subject), oneHot(labels, OUTPUTS)];
      perRow(check, loss, y, t);
      ownBackward(check, loss, y, t);
      fusedBackward(check, loss, y, t);
    },
  },
  {
    name: 'has plain JSON settings',
    run({ loss }, check) {
      hasJsonConfig(check, loss);
    },
  },
  {
    name: 'with() leaves the original as it is',
    run(subject, check) {
      const { loss } = subject;
      const before = perRow(check, loss, sample(subject), labels);
      withLeavesOriginal(check, loss);
      sameBits(check, perRow(check, loss, sample(subject), labels), before, {
        at: 'perRow(y, t) after with()',
        advice: 'with() makes another loss and must not change this one',
      });
    },
  },
  {
    name: 'with() refuses an unknown setting',
    run({ loss }, check) {
      refusesUnknownSetting(check, loss);
    },
  },
  {
    name: 'computes with the settings it is given',
    run(subject, check) {
      const { loss } = subject;
      const y = sample(subject);
      const own = check.call('perRow(y, t) without a config', () => loss.perRow(copyOf(y), copyOf(labels)));
      sameBits(check, own, perRow(check, loss, y, labels), {
        at: 'perRow(y, t) without a config',
        advice: "config defaults to the loss's own settings",
      });
      const other = variantOf(loss);
      if (other === undefined) return;
      const given = check.call('perRow(y, t, config)', () =>
        loss.perRow(copyOf(y), copyOf(labels), other.config),
      );
      sameBits(check, given, perRow(check, other, y, labels), {
        at: `perRow(y, t, ${JSON.stringify(other.config)})`,
        advice: 'use the config that perRow is given; with(config).perRow(y, t) does the same',
      });
    },
  },
  {
    name: 'gives one number a row, in the dtype of y',
    run(subject, check) {
      const { loss } = subject;
      for (const dtype of dtypes) {
        const y = astype(sample(subject), dtype);
        const forms = [...targets, ['float32 rows', oneHot(labels, OUTPUTS, 'float32')] as const];
        for (const [name, t] of forms) {
          const is = (what: string, x: Tensor | undefined, like: Tensor): void => {
            if (x === undefined) return;
            const at = `${what} of y ${showTensor(y)} and ${name}`;
            sameForm(check, x, like, { at, advice: 'reduce over axis 1 only, and keep the dtype of y' });
          };
          is('perRow(y, t)', perRow(check, loss, y, t), zeros([ROWS], dtype));
          is('backward(y, t)', ownBackward(check, loss, y, t), y);
          is('fused.backward(y, t)', fusedBackward(check, loss, y, t), y);
          is('the derived gradient', derivedBackward(check, loss, y, t), y);
        }
      }
    },
  },
  {
    name: 'takes labels as one-hot rows',
    run(subject, check) {
      const { loss } = subject;
      const y = sample(subject);
      const rows = oneHot(labels, OUTPUTS);
      const advice = 'targetValues(name, y, t) of @bilayer/losses makes one-hot rows of labels';
      for (const t of [labels, astype(labels, 'uint8')]) {
        const at = `of ${t.dtype} labels`;
        sameBits(check, perRow(check, loss, y, t), perRow(check, loss, y, rows), {
          at: `perRow ${at}`,
          advice,
        });
        const [back, long] = [gradientInUse(check, loss, y, t), gradientInUse(check, loss, y, rows)];
        sameBits(check, back, long, { at: `the gradient ${at}`, advice });
        const [short, other] = [fusedBackward(check, loss, y, t), fusedBackward(check, loss, y, rows)];
        if (short !== undefined && other !== undefined) {
          sameBits(check, short, other, { at: `fused.backward ${at}`, advice });
        }
      }
    },
  },
  {
    name: 'refuses targets that do not fit',
    run(subject, check) {
      for (const [what, t] of misfits()) refuses(check, subject, what, t);
    },
  },
  {
    name: 'takes an empty batch',
    run(subject, check) {
      const { loss } = subject;
      const empty = (what: string, x: Tensor | undefined, shape: readonly number[]): void => {
        check.that(x === undefined || sameShape(x.shape, shape), () => ({
          at: `${what} of an empty batch`,
          expected: showShape(shape),
          got: showShape(x?.shape ?? []),
          advice: 'no rows have no losses: [0]; do not read the first row',
        }));
      };
      for (const t of [tensor(new Int32Array(0)), zeros([0, OUTPUTS])]) {
        const y = zeros([0, OUTPUTS]);
        empty('perRow(y, t)', perRow(check, loss, y, t), [0]);
        empty('backward(y, t)', ownBackward(check, loss, y, t), [0, OUTPUTS]);
        empty('fused.backward(y, t)', fusedBackward(check, loss, y, t), [0, OUTPUTS]);
      }
    },
  },
];

/** Targets that broadcasting would take, or that name no output. */
function misfits(): readonly (readonly [string, Tensor])[] {
  const rows = oneHot(labels, OUTPUTS);
  const part = (n: number, m: number): Tensor => tensor(new Float64Array(n * m).fill(1 / m), [n, m]);
  return [
    ['one row for all', tensor(Float64Array.of(0, 0, 0, 1))],
    ['a matrix of one row', part(1, OUTPUTS)],
    ['a single number', tensor(Float64Array.of(1), [])],
    ['one column for all', part(ROWS, 1)],
    ['a row too few', part(ROWS - 1, OUTPUTS)],
    ['a label too few', tensor(Int32Array.from(labels.data.slice(1)))],
    ['labels as floats', astype(labels, 'float64')],
    ['one-hot rows as integers', astype(rows, 'int32')],
    ['a label above the last output', tensor(new Int32Array(ROWS).fill(OUTPUTS))],
    ['a label below 0', tensor(new Int32Array(ROWS).fill(-1))],
  ];
}

function refuses(check: Check, subject: Subject, what: string, t: Tensor): void {
  const { loss } = subject;
  const y = sample(subject);
  const ways: readonly (readonly [string, (() => unknown) | undefined])[] = [
    ['perRow', () => loss.perRow(copyOf(y), copyOf(t), loss.config)],
    ['backward', loss.backward && (() => loss.backward?.(copyOf(y), copyOf(t), loss.config))],
    ['fused.backward', loss.fused && (() => loss.fused?.backward(copyOf(y), copyOf(t), loss.config))],
  ];
  for (const [way, call] of ways) {
    if (call === undefined) continue;
    const error = thrownBy(call);
    check.that(error !== undefined && codeOf(error) !== undefined, () => ({
      at: `${way}(y, t) with ${what}: y ${showTensor(y)}, t ${showTensor(t)}`,
      expected: 'an error with a code (SHAPE_MISMATCH, BAD_ARGUMENT)',
      got: error === undefined ? 'a result' : shown(error),
      advice: 'broadcasting would hide the mistake; targetValues(name, y, t) of @bilayer/losses refuses it',
    }));
  }
}
