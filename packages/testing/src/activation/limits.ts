import { astype, type Tensor } from '@bilayer/tensor';
import type { Law } from '../case.ts';
import type { Check } from '../check.ts';
import { copyOf, sameBits, within } from '../compare.ts';
import { showIndex, showNumber, showTensor } from '../show.ts';
import { overOf } from './over.ts';
import { derivedBackward, forward, gradientInUse, ownBackward, type Subject } from './probe.ts';
import { dtypes, incoming, largeRows, sample, specialPoints, WIDTH } from './samples.ts';

const negative = (x: Tensor): Tensor => ({ ...x, data: x.data.slice().fill(-1.5) });

/** Checks that no element is NaN. */
function noNaN(check: Check, x: Tensor, a: Tensor, at: string, advice: string): void {
  const bad = x.data.findIndex(Number.isNaN);
  const row = Math.floor(bad / WIDTH);
  check.that(bad === -1, () => ({
    at: `${at} of ${showTensor(a)}, element ${showIndex(bad, x.shape)} of the row ${Array.from(
      a.data.slice(row * WIDTH, (row + 1) * WIDTH),
      showNumber,
    ).join(', ')}, a = ${showNumber(a.data[bad])}`,
    expected: 'a number or ±∞',
    got: 'NaN',
    advice,
    input: a.data[bad]!,
  }));
}

/** Finite inputs of every size, in both dtypes. */
function finite({ f }: Subject, visit: (a: Tensor) => void): void {
  for (const dtype of dtypes) {
    visit(largeRows(dtype));
    visit(astype(specialPoints(f), dtype));
  }
}

/** Checks that element i of a, made `value`, disturbs nothing outside its own element, or row. */
function disturbsItsOwn(check: Check, { f }: Subject, value: number, mustBeNaN: boolean): void {
  const a = sample(f);
  const dz = incoming();
  const over = overOf(f, a);
  const [z, da] = [forward(check, f, a), ownBackward(check, f, a, dz)];
  for (const at of [0, 4 * WIDTH + 1]) {
    const row = Math.floor(at / WIDTH);
    const own = (i: number): boolean => (over === 'element' ? i === at : Math.floor(i / WIDTH) === row);
    const place = over === 'element' ? 'element' : 'row';
    const ill = copyOf(a);
    ill.data[at] = value;
    const results = [
      ['forward(a)', forward(check, f, ill), z],
      ['backward(dz, { a, z })', ownBackward(check, f, ill, dz), da],
    ] as const;
    for (const [what, now, before] of results) {
      if (now === undefined || before === undefined) continue;
      const others = { ...now, data: now.data.map((v, i) => (own(i) ? before.data[i]! : v)) };
      sameBits(check, others, before, {
        at: `${what} with a = ${value} in element ${showIndex(at, a.shape)}, outside its own ${place}`,
        input: a,
        advice: 'one bad element must not reach others: compute elements, or rows, apart',
      });
    }
    if (!mustBeNaN) continue;
    const now = forward(check, f, ill);
    check.that(
      now.data.some((v: number, i: number) => own(i) && Number.isNaN(v)),
      () => ({
        at: `forward(a) with a = NaN in element ${showIndex(at, a.shape)}`,
        expected: `NaN in that ${place}`,
        got: Array.from(
          now.data.filter((_: number, i: number) => own(i)),
          showNumber,
        ).join(', '),
        advice:
          'NaN must stay visible; a comparison with it is false, so let a itself through where no branch holds, ' +
          'or use maximum and minimum, which keep it',
      }),
    );
  }
}

/** What becomes of the numbers at the ends of the range. */
export const limitLaws: readonly Law<Subject>[] = [
  {
    name: 'keeps NaN, and in its own element or row',
    run(subject, check) {
      disturbsItsOwn(check, subject, NaN, true);
    },
  },
  {
    name: 'keeps infinity in its own element or row',
    run(subject, check) {
      disturbsItsOwn(check, subject, Infinity, false);
      disturbsItsOwn(check, subject, -Infinity, false);
    },
  },
  {
    name: 'makes no NaN of finite input',
    run(subject, check) {
      const { f } = subject;
      finite(subject, (a) => {
        const advice =
          'look for ∞ − ∞, 0 · ∞, 0/0, or the root or logarithm of a negative number on the way: limit what goes into it';
        noNaN(check, forward(check, f, a), a, 'forward(a)', advice);
        noNaN(check, gradientInUse(check, f, a, negative(a)), a, 'the gradient', advice);
      });
    },
  },
  {
    name: 'makes no NaN of finite input in its derived gradient',
    run(subject, check) {
      const { f } = subject;
      finite(subject, (a) => {
        const derived = derivedBackward(check, f, a, negative(a));
        if (derived === undefined) return;
        const advice =
          'on the way back ∞ meets 0 or another ∞: a slope is infinite (a root at 0) or a value overflows; limit what goes in, or correct the slope or backward';
        noNaN(check, derived, a, 'the gradient derived from forward', advice);
      });
    },
  },
  {
    name: 'says the same in float32',
    run({ f }, check) {
      const [a, dz] = [astype(sample(f), 'float32'), astype(incoming(), 'float32')];
      const [wideA, wideDz] = [astype(a, 'float64'), astype(dz, 'float64')];
      const size = Math.max(...a.data.map(Math.abs));
      // float32 has 24 bits, 6e-8 of a number; steps in between may be as large as a, and cancel.
      const tolerance = (n: number): number =>
        Math.abs(n) > 1e37 ? Infinity : 1e-5 * Math.abs(n) + 1e-6 * (1 + size);
      const advice = 'compute in the dtype of a, and avoid differences of large numbers that nearly cancel';
      within(check, forward(check, f, a), forward(check, f, wideA), tolerance, {
        at: 'forward(a) in float32, beside float64',
        input: a,
        advice,
      });
      within(check, gradientInUse(check, f, a, dz), gradientInUse(check, f, wideA, wideDz), tolerance, {
        at: 'the gradient in float32, beside float64',
        input: a,
        advice,
      });
    },
  },
];
